// Passkeys: the browser's own dialogue between a form with a hidden field and the server's challenge.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function read(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (asked[list]) asked[list] = asked[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return asked;
}

function write(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment, clientExtensionResults: credential.getClientExtensionResults(),
  };
}

const inPage = (form) => JSON.parse(document.getElementById(form.dataset.options).textContent);

const DIALOGUES = {
  async "sign-in"(form) {
    const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
    const { request_options: options } = await reply.json();
    return navigator.credentials.get({ publicKey: read(options.publicKey) });
  },
  get: (form) => navigator.credentials.get({ publicKey: read(inPage(form).request_options.publicKey) }),
  create(form) {
    const options = read(inPage(form).creation_options.publicKey);
    const alone = form.elements.passwordless.checked;
    options.authenticatorSelection = {
      ...options.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      userVerification: alone ? "required" : options.authenticatorSelection.userVerification,
    };
    return navigator.credentials.create({ publicKey: options });
  },
};

function watch(form) {
  const fault = document.getElementById(form.dataset.fault);
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(write(await DIALOGUES[form.dataset.passkey](form)));
    } catch {
      fault.hidden = false;
      return;
    }
    form.submit();
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(watch);
else document.querySelectorAll("[data-no-passkey]").forEach((note) => { note.hidden = false; });
