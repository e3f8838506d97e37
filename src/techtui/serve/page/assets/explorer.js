// What the page adds to the script of textual-serve (textual.js), which is loaded before.
"use strict";

(() => {
  const start = window.onload;
  const open = window.open.bind(window);
  const one = (selector) => document.querySelector(selector);
  const touches = window.matchMedia("(pointer: coarse)").matches;

  // A phone gets smaller letters, such that tree and page have room.
  const fittingSize = () => (window.innerWidth < 500 ? 13 : window.innerWidth < 900 ? 14 : 16);

  function say(sentence) {
    one("#what").textContent = sentence;
    document.body.classList.add("-closed");
  }

  window.onload = async (event) => {
    const terminal = one("#terminal");
    const address = new URL("/ws", window.location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    terminal.dataset.sessionWebsocketUrl = address.href;
    terminal.dataset.fontSize ||= fittingSize();

    followConnection();
    greet();
    one("#again").addEventListener("click", () => window.location.reload());
    one("#dismiss").addEventListener("click", () => one("#blocked").classList.remove("-shown"));

    if (!document.createElement("canvas").getContext("webgl2")) {
      say("This browser can't draw the explorer: WebGL 2 is turned off or missing.");
      return;
    }
    // The cells are measured once; a font that came later would not fit them.
    const size = `${terminal.dataset.fontSize}px "Roboto Mono"`;
    await Promise.allSettled([
      document.fonts.load(size),
      document.fonts.load(`bold ${size}`),
      document.fonts.load(`italic ${size}`),
    ]);
    try {
      start.call(window, event);
    } catch (error) {
      console.error(error);
      say("This browser can't draw the explorer.");
      return;
    }
    scrollByTouch(terminal);
    pressByTouch();
  };

  function followConnection() {
    let begun = false;
    let over = false;
    const look = async () => {
      const classes = document.body.classList;
      if (!begun && classes.contains("-loaded")) {
        begun = true;
        one(".xterm-helper-textarea").focus();
      }
      if (over || !classes.contains("-closed")) return;
      over = true;
      one("#again").focus();
      if (classes.contains("-loaded")) return;
      // It never opened: if all places were taken meanwhile, the server says so in its own words.
      try {
        const answer = await fetch("/", { cache: "no-store" });
        if (answer.status === 503) window.location.reload();
      } catch {
        say("The server does not answer.");
      }
    };
    new MutationObserver(look).observe(document.body, { attributeFilter: ["class"] });
  }

  // What the keys are stands above the explorer and covers nothing of it, until somebody has read it.
  function greet() {
    const greeted = "techtui greeted";
    try {
      if (window.localStorage.getItem(greeted)) return;
    } catch {
      return; // a browser that keeps nothing would greet every time
    }
    document.body.classList.add("-greeting");
    one("#understood").addEventListener("click", () => {
      document.body.classList.remove("-greeting");
      window.localStorage.setItem(greeted, "yes");
      window.dispatchEvent(new Event("resize"));
      one(".xterm-helper-textarea")?.focus();
    });
  }

  // Text that was marked with the mouse (with shift held down, for the explorer has the mouse itself) is copied as everywhere else.
  window.addEventListener(
    "keydown",
    (event) => {
      const copies = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "c";
      if (!copies || !copyMarked()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  function copyMarked() {
    let copied = false;
    // xterm.js answers this event if something is marked.
    const answered = (event) => (copied = event.defaultPrevented);
    window.addEventListener("copy", answered);
    document.execCommand("copy");
    window.removeEventListener("copy", answered);
    return copied;
  }

  // Links and files. Without an address it is a link that xterm found in the text: the explorer opens its own.
  window.open = (url) => {
    if (!url) return null;
    const target = new URL(url, window.location.href);
    if (target.origin === window.location.origin && target.pathname.startsWith("/download/")) {
      const link = document.createElement("a");
      link.href = target.href;
      link.download = "";
      link.click();
      return null;
    }
    if (!["http:", "https:"].includes(target.protocol)) return null;
    const opened = open("about:blank", "_blank");
    if (opened) {
      opened.opener = null;
      opened.location.href = target.href;
    } else {
      const link = one("#blocked a");
      link.href = link.textContent = target.href;
      one("#blocked").classList.add("-shown");
    }
    return null;
  };

  // Browsers hand out the clipboard only to pages of this machine or with encryption; elsewhere the old way has to do.
  if (!navigator.clipboard) {
    Object.defineProperty(navigator, "clipboard", {
      value: {
        readText: async () => "",
        writeText: async (text) => {
          const before = document.activeElement;
          const field = document.createElement("textarea");
          field.value = text;
          field.style.position = "fixed";
          field.style.opacity = "0";
          document.body.append(field);
          field.select();
          document.execCommand("copy");
          field.remove();
          before?.focus();
        },
      },
    });
  }

  function pressByTouch() {
    const field = one(".xterm-helper-textarea");
    for (const button of document.querySelectorAll("#keys [data-key]")) {
      button.addEventListener("pointerdown", (event) => {
        // The focus stays where it is: a keyboard that is open stays open.
        event.preventDefault();
        const { key, code } = button.dataset;
        field.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: Number(code), bubbles: true, cancelable: true }));
      });
    }
    // A tap focuses the field; the keyboard of a phone would then cover half of the page, so it comes when asked for.
    if (touches) field.inputMode = "none";
    one("#keyboard").addEventListener("click", () => {
      field.inputMode = field.inputMode === "none" ? "text" : "none";
      field.blur();
      field.focus();
    });
  }

  // A finger scrolls as a wheel does.
  function scrollByTouch(terminal) {
    const step = 20;
    let last = null;
    terminal.addEventListener("touchstart", (event) => {
      last = event.touches.length === 1 ? event.touches[0].clientY : null;
    });
    terminal.addEventListener(
      "touchmove",
      (event) => {
        if (last === null) return;
        event.preventDefault();
        const { clientX, clientY } = event.touches[0];
        while (Math.abs(last - clientY) >= step) {
          const down = last > clientY ? 1 : -1;
          last -= down * step;
          event.target.dispatchEvent(
            new WheelEvent("wheel", {
              deltaY: down,
              deltaMode: WheelEvent.DOM_DELTA_LINE,
              clientX,
              clientY,
              bubbles: true,
              cancelable: true,
            }),
          );
        }
      },
      { passive: false },
    );
  }
})();
