'use strict';
// A few typed words -> ranked technologies: names first, then what sounds like them, then texts. The same order as in the explorer.

techtui.search = (() => {
  const most = 500;
  const exact = 100, prefix = 90, word = 80, inside = 70, fuzzy = 60, text = 40;
  const joins = (letter) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

  function byName(typed, data, offer) {
    data.names.forEach((name, at) => {
      const place = name.indexOf(typed);
      if (place < 0) return;
      const part = (5 * typed.length) / name.length;
      const score =
        name === typed ? exact : place === 0 ? prefix + part : joins(name[place - 1]) ? inside + part : word + part;
      offer(data.owners[at], score + (data.kinds[at] === 0 ? 2 : 0));
    });
  }

  function byText(typed, texts, offer) {
    const [longest, ...others] = typed.split(' ').sort((one, other) => other.length - one.length);
    let left = most;
    for (let at = 0; at < texts.length && left > 0; at++) {
      const said = texts[at];
      const place = said.indexOf(longest);
      if (place < 0) continue;
      left--;
      if (!others.every((one) => said.includes(one))) continue;
      const early = 1 - place / (said.length + 1);
      offer(at, text * (joins(said[place - 1]) ? 0.4 : 0.8) + 5 * early + (said.includes(typed) ? 3 : 0));
    }
  }

  // The positions of technologies, best first; texts may be missing while they are being loaded.
  return (query, data, texts = []) => {
    const typed = techtui.fold(query);
    if (!typed) return [];
    const best = new Map();
    const offer = (owner, score) => {
      if (score > (best.get(owner) ?? -1)) best.set(owner, score);
    };
    byName(typed, data, offer);
    if (typed.length >= 3 && ![...best.values()].some((score) => score >= prefix)) {
      for (const [at, like] of techtui.alike(typed, data.names)) {
        offer(data.owners[at], fuzzy + (9 * (like - 0.8)) / 0.2);
      }
    }
    byText(typed, texts, offer);
    const ranked = [...best].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    return ranked.slice(0, most).map(([owner]) => owner);
  };
})();
