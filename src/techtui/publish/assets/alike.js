'use strict';
// Names that are nearly what was typed. The measures and their limits are those of the explorer.

techtui.alike = (() => {
  function jaro(one, other) {
    const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
    const taken = new Array(other.length).fill(false);
    const met = [];
    for (let at = 0; at < one.length; at++) {
      const end = Math.min(other.length, at + reach + 1);
      for (let there = Math.max(0, at - reach); there < end; there++) {
        if (!taken[there] && other[there] === one[at]) {
          taken[there] = true;
          met.push(one[at]);
          break;
        }
      }
    }
    if (!met.length) return 0;
    const theirs = Array.from(other).filter((_, at) => taken[at]);
    const moved = Math.floor(met.filter((letter, at) => letter !== theirs[at]).length / 2);
    return (met.length / one.length + met.length / other.length + (met.length - moved) / met.length) / 3;
  }

  // Jaro-Winkler: the same beginning counts.
  function likeness(one, other) {
    const plain = jaro(one, other);
    let begin = 0;
    while (begin < Math.min(4, one.length, other.length) && one[begin] === other[begin]) begin++;
    return plain > 0.7 ? plain + begin * 0.1 * (1 - plain) : plain;
  }

  // Damerau-Levenshtein: how many letters to add, drop, replace, or swap with their neighbours.
  function edits(one, other) {
    const last = new Map();
    const far = one.length + other.length;
    const table = Array.from({ length: one.length + 2 }, () => new Array(other.length + 2).fill(far));
    for (let row = 0; row <= one.length; row++) table[row + 1][1] = row;
    for (let column = 0; column <= other.length; column++) table[1][column + 1] = column;
    for (let row = 1; row <= one.length; row++) {
      let same = 0;
      for (let column = 1; column <= other.length; column++) {
        const above = last.get(other[column - 1]) ?? 0;
        const before = same;
        const equal = one[row - 1] === other[column - 1];
        if (equal) same = column;
        table[row + 1][column + 1] = Math.min(
          table[row][column] + (equal ? 0 : 1),
          table[row + 1][column] + 1,
          table[row][column + 1] + 1,
          table[above][before] + (row - above - 1) + 1 + (column - before - 1),
        );
      }
      last.set(one[row - 1], row);
    }
    return table[one.length + 1][other.length + 1];
  }

  // Pairs of the position of a name and how like it is, from 0 to 1.
  return (typed, names) => {
    const near = [];
    names.forEach((name, at) => {
      const like = likeness(typed, name);
      if (like >= 0.86) near.push([at, like]);
    });
    near.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    const allowed = typed.length < 6 ? 1 : typed.length < 10 ? 2 : 3;
    return near.slice(0, 30).filter(([at]) => {
      const name = names[at];
      const whole = edits(typed, name);
      const fewest = Math.min(edits(typed, name.slice(0, typed.length + 2)), whole);
      return fewest <= allowed + 2 && 1 - whole / Math.max(typed.length, name.length) >= 0.6;
    });
  };
})();
