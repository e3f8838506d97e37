'use strict';
// Figures of several technologies over the years, drawn as charts.py draws them for pages.

techtui.chart = (() => {
  const { make } = techtui;
  const wide = 640, high = 220, left = 70, right = 130, top = 12, bottom = 28;
  const rounded = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

  // Heights of names, moved down where they would cover each other.
  function apart(places, least = 14) {
    const moved = [...places];
    let above = -least;
    for (const at of places.map((_, position) => position).sort((one, other) => places[one] - places[other])) {
      above = moved[at] = Math.max(places[at], above + least);
    }
    return moved;
  }

  function drawing(title, unit, lines) {
    const years = lines.flatMap(({ series }) => series.map(([year]) => year));
    const numbers = lines.flatMap(({ series }) => series.map(([, number]) => number));
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const words = new Map(lines.flatMap(({ series }) => series.map(([year, , text]) => [year, text])));
    const [lowest, highest] = [Math.min(0, ...numbers), Math.max(0, ...numbers)];
    const spread = highest - lowest || 1;
    const x = (year) => Math.round(left + (last > first ? (year - first) / (last - first) : 0.5) * (wide - left - right));
    const y = (number) => Math.round(top + (1 - (number - lowest) / spread) * (high - top - bottom));
    const parts = [...new Set([lowest, (lowest + highest) / 2, highest])].flatMap((number) => [
      make('path', { class: 'grid', d: `M${left} ${y(number)}H${wide - right}` }),
      make('text', { x: left - 8, y: y(number), dy: 4, 'text-anchor': 'end' }, `${rounded.format(number)} ${unit}`.trim()),
    ]);
    for (const year of new Set([first, last])) parts.push(make('text', { x: x(year), y: high - 8, 'text-anchor': 'middle' }, words.get(year)));
    const places = apart(lines.map(({ series }) => y(series.at(-1)[1])));
    lines.forEach(({ name, series }, at) => {
      const points = series.map(([year, number]) => `${x(year)} ${y(number)}`);
      parts.push(
        make('path', { class: `line of-${at}`, d: `M${points.join('L')}` }),
        make('path', { class: `dots of-${at}`, d: `M${points.join('h0M')}h0` }),
        make('text', { class: `of-${at}`, x: x(series.at(-1)[0]) + 8, y: places[at], dy: 4 }, name.length < 19 ? name : `${name.slice(0, 17)}…`),
      );
    });
    const told = `${title}, ${words.get(first)} to ${words.get(last)}; the figures are in the table below`;
    return make('svg', { viewBox: `0 0 ${wide} ${high}`, role: 'img', 'aria-label': told }, ...parts);
  }

  function figures(title, unit, lines) {
    const years = [...new Set(lines.flatMap(({ series }) => series.map(([year]) => year)))].sort((one, other) => one - other);
    const words = new Map(lines.flatMap(({ series }) => series.map(([year, , text]) => [year, text])));
    const rows = years.map((year) => {
      const cells = lines.map(({ series }) => series.find(([one]) => one === year)?.[1]);
      return make('tr', {}, make('th', { scope: 'row' }, words.get(year)), ...cells.map((one) => make('td', {}, one === undefined ? '–' : `${one} ${unit}`.trim())));
    });
    const head = [...words.values()].every((one) => /^\d+$/.test(one)) ? 'Year' : 'When';
    const heads = [head, ...lines.map((one) => one.name)].map((one) => make('th', { scope: 'col' }, one));
    const table = make('table', {}, make('caption', { class: 'unseen' }, title), make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows));
    return make('details', {}, make('summary', {}, 'Figures'), make('div', { class: 'wide' }, table));
  }

  // lines: names, each with its figures in the order of time: a place on the line of years, a number, and the time in words.
  return (title, unit, lines) =>
    make('figure', { class: 'chart' }, make('figcaption', {}, title), drawing(title, unit, lines), figures(title, unit, lines));
})();
