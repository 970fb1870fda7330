// Sends the forms of the live view in the background: the page stays, and what was refused keeps its words.

export function watchForms(page, words, look) {
  page.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-act]");
    if (!form) return;
    event.preventDefault();
    const body = new FormData(form), button = event.submitter;
    if (button?.name) body.append(button.name, button.value);
    say(form, "");
    button?.setAttribute("aria-busy", "true");
    const reply = await fetch(form.action, { method: "POST", redirect: "manual", headers: { "X-Requested-With": "fetch" }, body }).catch(() => null);
    button?.removeAttribute("aria-busy");
    if (reply?.ok) {
      if ("clears" in form.dataset) form.reset();
      look();
    } else if (reply?.status === 409 || reply?.status === 422) {
      say(form, (await reply.json()).message);
      look();
    } else if (reply?.type === "opaqueredirect") location.reload();
    else say(form, reply?.status === 403 ? words.sayRefused : words.sayUnsent);
  });
}

function say(form, sentence) {
  form.querySelector(".fault")?.remove();
  if (!sentence) return;
  const fault = document.createElement("p");
  fault.className = "fault";
  fault.setAttribute("role", "alert");
  fault.textContent = sentence;
  form.append(fault);
}
