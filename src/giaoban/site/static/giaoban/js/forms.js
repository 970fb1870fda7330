// Sign-in with a demonstration account by one click; printing by a button.
export function watchAccounts(page) {
  for (const button of page.querySelectorAll("[data-account]")) {
    button.addEventListener("click", () => {
      const form = page.querySelector("[data-sign-in]");
      form.elements.username.value = button.dataset.account;
      form.elements.password.value = button.dataset.password;
      form.requestSubmit();
    });
  }
}

export function watchPrint(page) {
  for (const button of page.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
