
"use strict";
(function () {
  var search = document.getElementById("search");
  var owner = document.getElementById("owner");
  var changes = document.getElementById("changes");
  var count = document.getElementById("count");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#rows tbody tr"));
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });

  function filter() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row, i) {
      var fits = (!owner.value || row.dataset.owner === owner.value)
        && (!changes.checked || row.dataset.changes === "true")
        && words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.textContent = shown + " of " + rows.length + " shown";
  }

  function reveal() {
    var row = location.hash && document.getElementById(location.hash.slice(1));
    if (row && row.hidden) {
      search.value = "";
      owner.value = "";
      changes.checked = false;
      filter();
      row.scrollIntoView();
    }
  }

  search.addEventListener("input", filter);
  owner.addEventListener("change", filter);
  changes.addEventListener("change", filter);
  window.addEventListener("hashchange", reveal);
  document.querySelector(".controls").hidden = false;
  filter();
})();
