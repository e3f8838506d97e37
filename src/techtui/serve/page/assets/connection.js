// Where the page is in the catalog: its address, its title, back and forward; and why a visit ended.
// textual.js opens the one web socket of the page; this listens to it, too.
"use strict";

(() => {
  const settled = 300; // ms: who walks through a list leaves no step in the history for every row
  let socket = null;
  let latest = null; // the place the explorer told last
  let timer = 0;
  let home = null; // what “/” opened, for as long as the page was not loaded at another place
  let replaces = true; // whether the next place takes the place of the one in the history

  const isSearch = (address) => address.startsWith("/?q=");

  // The size of the letters stays in the address, though it is no part of the place.
  const size = /[?&](fontsize=\d+)/.exec(window.location.search)?.[1];

  function here() {
    const { pathname, search } = window.location;
    return pathname + search.replace(/[?&]fontsize=\d+/, "").replace(/^&/, "?");
  }

  const addressOf = (place) => (size ? `${place}${place.includes("?") ? "&" : "?"}${size}` : place);

  // The published page of the same thing, which needs no connection.
  function plain(place) {
    const [path, search = ""] = place.split("?");
    if (path === "/compare") return `/plain/compare/?${search}`;
    return /^\/(technologies|categories|concepts|attributes)\/./.test(path) ? `/plain${path}/` : "/plain/";
  }

  function settle() {
    window.clearTimeout(timer);
    if (!latest) return;
    const place = latest.address === home ? "/" : latest.address;
    if (place !== here()) {
      const typed = isSearch(place) && isSearch(here());
      window.history[replaces || typed ? "replaceState" : "pushState"](null, "", addressOf(place));
    }
    document.title = latest.title;
    for (const link of document.querySelectorAll("a.plain")) link.href = plain(latest.address);
    replaces = false;
  }

  const told = {
    place(place) {
      home ??= here() === "/" ? place.address : "";
      latest = place;
      window.clearTimeout(timer);
      timer = window.setTimeout(settle, settled);
    },
  };

  window.WebSocket = class extends WebSocket {
    constructor(url) {
      const address = new URL(url);
      address.searchParams.set("at", here());
      super(address.href);
      socket = this;
      this.addEventListener("message", ({ data }) => {
        if (typeof data !== "string") return;
        const [what, about] = JSON.parse(data);
        told[what]?.(about);
      });
      this.addEventListener("close", ({ code, reason }) => ended(code, reason));
    }
  };

  window.addEventListener("popstate", () => {
    window.clearTimeout(timer);
    replaces = true;
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(["go", here() === "/" && home ? home : here()]));
  });

  function ended(code, reason) {
    const tooLarge = "More was pasted at once than a visitor may send, so the explorer was closed.";
    document.querySelector("#what").textContent =
      reason || (code === 1009 ? tooLarge : "The connection to the server was lost.");
  }
})();
