// The token comes in the fragment, which no server sees: out of the address first, then into a form.
(function () {
  function take() {
    var token = location.hash.slice(1), form = document.getElementById("token-form");
    if (!token) return;
    history.replaceState(null, "", location.pathname);
    form.elements.token.value = token;
    form.submit();
  }
  take();
  addEventListener("hashchange", take);
})();
