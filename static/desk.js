// The helper's desk: sends the page's form as it is filled in, and puts the server's answer in place.
// The rules stay on the server; without this script the form is sent by its button.
"use strict";
(() => {
  const root = document.documentElement;
  const form = document.getElementById("desk");
  const questions = document.getElementById("questions");
  const verdict = document.getElementById("verdict");
  const offline = document.getElementById("offline");
  const idleAfter = form.dataset.idle * 1000;
  const PARTS = [".skip", "header", "#questions_title", "#take", "#code", "#verdict", "#offline", "#outcome", "footer"];
  const shortcut = id => document.querySelector(id).getAttribute("aria-keyshortcuts");
  const served = new Map(PARTS.map(part => [part, document.querySelector(part).innerHTML]));

  let due = 0;          // the timer of a change that was not sent yet
  let sending = null;   // the request under way
  let lastUse = Date.now();
  const ahead = [];     // keys pressed while the next question is on its way

  root.classList.add("scripted");
  document.getElementById("may_follow")?.remove();
  focusOn(questions.firstElementChild);

  // --- Sending and showing -----------------------------------------------------------------

  function changed(event) {
    clearTimeout(due);
    due = setTimeout(send, event.target.type === "text" ? 300 : 50);
  }

  async function send(button = "") {
    clearTimeout(due);
    due = 0;
    sending?.abort();
    const mine = sending = new AbortController();
    try {
      const response = await fetch(form.action, {method: "POST", body: filledIn(button), signal: mine.signal});
      if (![200, 422].includes(response.status)) throw new Error(response.status);
      const text = await response.text();
      if (mine !== sending) return;
      show(new DOMParser().parseFromString(text, "text/html"));
      offline.hidden = true;
    } catch (error) {
      if (mine !== sending) return;
      ahead.length = 0;
      if (!questions.firstElementChild) location.replace(form.action);  // wiped: show none of it again
      sayOffline();
    }
    sending = null;
    drain();
  }

  function filledIn(button) {
    const body = new URLSearchParams(new FormData(form));
    if (button) body.set(button, "yes");
    return body;
  }

  function sayOffline() {
    root.classList.remove("scripted");
    offline.hidden = false;
  }

  // Fetched here, as the browser's own page for a site that does not answer would replace this one. What is
  // filled in meanwhile, or wiped, does not stop it.
  async function download(address) {
    try {
      const response = await fetch(address, {method: "POST", body: filledIn()});
      if (response.headers.get("Content-Type") !== "application/pdf") return void send();
      const link = document.createElement("a");
      link.download = /filename="(.+)"/.exec(response.headers.get("Content-Disposition"))[1];
      link.href = URL.createObjectURL(await response.blob());
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } catch (error) {
      sayOffline();
    }
  }

  function show(page) {
    lastUse = Date.now();
    root.classList.add("scripted");
    const fresh = page.getElementById("desk");
    const isWiped = "wiped" in fresh.dataset;
    form.elements.answers.value = fresh.elements.answers.value;
    replaceQuestions([...page.getElementById("questions").children], isWiped);
    for (const part of PARTS) {
      const content = page.querySelector(part);
      if (served.get(part) !== content.innerHTML) {
        served.set(part, content.innerHTML);
        document.querySelector(part).replaceChildren(...content.childNodes);
      }
    }
    document.title = page.title;
    document.querySelector("#code > *")?.focus();  // it comes when it is asked for, and goes with the next change
    if (isWiped) focusOn(questions.firstElementChild);
  }

  // A question whose words stay the same keeps its place in the page, and with it the focus.
  function replaceQuestions(fresh, isWiped) {
    const focused = document.activeElement;
    const range = focused.type === "text" ? [focused.selectionStart, focused.selectionEnd] : null;
    const before = new Map(isWiped ? [] : [...questions.children].map(block => [block.id, block]));
    const blocks = fresh.map(block => {
      const old = before.get(block.id);
      if (!old) return block;
      if (words(old) === words(block)) return old;
      copyState(old, block);
      return block;
    });
    for (const old of [...questions.children]) if (!blocks.includes(old)) old.remove();
    blocks.forEach((block, place) => {
      if (questions.children[place] !== block) questions.insertBefore(block, questions.children[place] || null);
    });
    if (!focused.isConnected && focused.id && !isWiped) {
      const again = document.getElementById(focused.id);
      again?.focus();
      if (again && range) again.setSelectionRange(...range);
    }
  }

  function words(block) {
    const copy = block.cloneNode(true);
    for (const control of copy.querySelectorAll("input:not([type=hidden]), option"))
      for (const name of control.type === "text" ? ["value"] : ["checked", "selected"]) control.removeAttribute(name);
    return copy.innerHTML;
  }

  function copyState(from, to) {
    for (const control of from.querySelectorAll("[id]:is(input, select)")) {
      const other = to.querySelector("#" + CSS.escape(control.id));
      if (!other) continue;
      if ("checked" in control && control.type !== "text") other.checked = control.checked;
      else other.value = control.value;
    }
  }

  // Nothing of the person stays in the page, whatever the server then answers.
  function wipe(button = "") {
    lastUse = Date.now();  // a slow answer is waited for, not asked for again
    ahead.length = 0;
    questions.replaceChildren();
    for (const part of ["#take", "#code", "#verdict", "#outcome"]) {
      document.querySelector(part).replaceChildren();
      served.set(part, "");
    }
    form.elements.answers.value = "";
    send(button);
  }

  // --- Keys --------------------------------------------------------------------------------

  const isBusy = () => Boolean(due || sending);
  const isChoice = control => ["radio", "checkbox"].includes(control.type) && questions.contains(control);
  const isAsked = control => control.matches("input, select") && questions.contains(control);

  // The key as printed on the choice: the row of digits gives digits without Shift on every keyboard.
  function choiceKey({key, code}) {
    if (/^[0-9a-z]$/i.test(key)) return key.toLowerCase();
    return (/^(?:Digit(\d)|Key([A-Z]))$/.exec(code) || []).slice(1).find(Boolean)?.toLowerCase();
  }

  function choiceOf(control, press) {
    const key = choiceKey(press);
    return key && control.closest(".field").querySelector(`[aria-keyshortcuts="${key}"]`);
  }

  function focusOn(block) {
    const control = block.querySelector("input:checked") || block.querySelector("input:not([type=hidden]), select");
    control.focus();
    block.scrollIntoView({block: "nearest"});
    if (control.type === "text") control.select();
  }

  function goOn(step) {
    const block = document.activeElement.closest("#questions > *");
    const next = step > 0 ? block?.nextElementSibling : block?.previousElementSibling;
    if (next) focusOn(next);
    else if (block && step > 0 && document.querySelector("#verdict .verdict:not(.open)")) verdict.focus();
  }

  function perform(press) {
    const control = document.activeElement;
    if (press.key === shortcut("#print")) print();
    else if (press.key === "Enter") goOn(press.shiftKey ? -1 : 1);
    else if (isChoice(control)) {
      const choice = choiceOf(control, press);
      choice?.click();
      choice?.focus();
    } else if (control.type === "text") {
      control.setRangeText(press.key, control.selectionStart, control.selectionEnd, "end");
      control.dispatchEvent(new Event("input", {bubbles: true}));
    }
  }

  // What was typed ahead, in its order; Enter and printing wait for the answer of the server.
  function drain() {
    while (ahead.length) {
      if (isBusy() && ahead[0].key.length > 1) return sending && !due ? undefined : void send();
      perform(ahead.shift());
    }
  }

  document.addEventListener("keydown", event => {
    const {key, code, shiftKey, target} = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (key === shortcut("[name=next]")) {
      event.preventDefault();
      return wipe("next");
    }
    const waits = key === shortcut("#print") || (key === "Enter" && isAsked(target));
    const chooses = isChoice(target) && choiceOf(target, event);
    const isAhead = ahead.length > 0 && key.length === 1;
    if (!waits && !chooses && !isAhead) return;
    event.preventDefault();
    ahead.push({key, code, shiftKey});
    drain();
  });

  // --- The rest ----------------------------------------------------------------------------

  form.addEventListener("input", changed);
  form.addEventListener("submit", event => {
    event.preventDefault();
    const button = event.submitter;
    if (button?.id === "paper") download(button.formAction);
    else if (button?.name === "next") wipe("next");
    else send(button?.name);
  });
  document.addEventListener("click", event => {
    const link = event.target.closest(".languages a");
    if (event.target.closest("#print")) print();
    else if (link) {  // the page in another language, with what was filled in
      event.preventDefault();
      form.action = link.href;
      form.submit();
    }
  });

  const wipeIfIdle = () => Date.now() - lastUse > idleAfter && wipe();
  setInterval(wipeIfIdle, 10000);
  document.addEventListener("visibilitychange", wipeIfIdle);
})();
