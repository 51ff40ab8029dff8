// Leaving: the page goes blank before the server answers, and Back finds the neutral page in its place.
(function () {
  var form = document.querySelector(".quit"), page = document.documentElement, presses = 0, timer;
  function count(number) {
    clearTimeout(timer);
    presses = number;
    form.lastChild.textContent = number ? number + "/3" : "";
    if (number) timer = setTimeout(count, 5000, 0);
  }
  form.addEventListener("submit", function () {
    document.title = "";
    page.hidden = true;
    history.replaceState(null, "", form.action);
  });
  addEventListener("pageshow", function () {
    if (page.hidden) location.reload();
  });
  // Escape three times in a row: anything between, such as opening a list that Escape then closes, begins anew.
  addEventListener("keydown", function (event) {
    if (event.repeat) return;
    count(event.key === "Escape" ? presses + 1 : 0);
    if (presses === 3) form.querySelector("button").click();
  });
  addEventListener("pointerdown", function () { count(0); });
})();
