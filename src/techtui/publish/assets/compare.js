'use strict';
// Two to four technologies side by side, as the address says: compare/?t=kafka,rabbitmq

{
  const { make, need, field, chart, address, remember } = techtui;
  const most = 4;
  const place = document.getElementById('compare');
  const asked = new URLSearchParams(location.search);
  const given = [...new Set((asked.get('t') ?? '').toLowerCase().split(',').map((one) => one.trim()))].filter(Boolean);
  // A name is part of an address: only what names of folders are made of.
  const usable = given.filter((one) => /^[a-z0-9~][a-z0-9~_.-]*$/.test(one));
  let unknown = given.filter((one) => !usable.includes(one));
  let beyond = usable.slice(most);
  let names = usable.slice(0, most);
  let onlyDifferences = asked.get('only') === 'differences';
  let drawn = 0;

  // How the values of a row relate: the sign, who is better, what lists have in common.
  function relate([, , , better, , , , comparable], facts) {
    if (facts.some((one) => one?.same === undefined)) return { sign: '·', better: [], shared: new Set() };
    if (!comparable) return { sign: '', better: [], shared: new Set() };
    const differs = facts.some((one) => one.same !== facts[0].same);
    const lists = facts.map((one) => one.items?.map(([id]) => id));
    const shared = lists.every(Boolean) ? new Set(lists[0].filter((id) => lists.every((one) => one.includes(id)))) : new Set();
    const oneYear = new Set(facts.map((one) => one.year)).size === 1;
    let best = [];
    if (differs && better && oneYear) {
      const ranks = facts.map((one) => one.rank);
      const top = better === 'higher' ? Math.max(...ranks) : Math.min(...ranks);
      best = ranks.flatMap((rank, at) => (rank === top ? [at] : []));
    }
    return { sign: differs ? '≠' : '=', better: best, shared };
  }

  // Whether figures of years stand beside those of months or days.
  function mixed(facts) {
    return new Set(facts.flatMap((one) => (one?.year === undefined ? [] : [one.year.length > 4 ? one.year.length : 4]))).size > 1;
  }

  // The amount of a full bar; 0 where bars would say nothing.
  function full([, , , , share, telling], facts) {
    const amounts = facts.flatMap((one) => (one?.amount === undefined ? [] : [one.amount]));
    if (!telling || amounts.length < 2 || Math.min(...amounts) < 0 || mixed(facts)) return 0;
    const top = Math.max(...amounts);
    return share && top <= 100 ? 100 : top;
  }

  function cell(fact, at, { sign, better, shared }, top, withYear) {
    const missing = fact?.same === undefined;
    const parts = [];
    if (better.includes(at)) parts.push(make('span', { class: 'good' }, '▲'), make('span', { class: 'unseen' }, ' better:'), ' ');
    if (!missing && fact.items && shared.size && sign === '≠') {
      fact.items.forEach(([id, label], position) => {
        if (position) parts.push(', ');
        parts.push(shared.has(id) ? make('span', { class: 'muted' }, label) : `*${label}`);
      });
    } else parts.push(missing ? make('span', { class: 'muted' }, fact?.text ?? '–') : fact.text);
    if (withYear && fact?.year !== undefined) parts.push(make('span', { class: 'muted' }, ` ${fact.year}`));
    if (top && fact?.amount !== undefined) {
      const width = `${((100 * fact.amount) / top).toFixed(1)}%`;
      parts.push(make('svg', { class: 'bar', 'aria-hidden': 'true' }, make('rect', { width, height: '100%' })));
    }
    return make('td', { class: better.includes(at) ? 'better' : '' }, ...parts);
  }

  function rowsOf(attributes, technologies) {
    const rows = [];
    const tables = [];
    attributes.forEach((attribute, position) => {
      const facts = technologies.map((one) => one.facts.find((fact) => fact.at === position));
      if (facts.every((one) => one?.same === undefined)) return;
      const parts = partsOf(attribute, facts);
      if (parts.length) tables.push(...parts);
      else rows.push({ attribute, facts, relation: relate(attribute, facts) });
    });
    return [...rows, ...tables];
  }

  // Tables side by side: a row for each first cell, in a group called like the table; none if they have no first cell in common.
  function partsOf([name, title], facts) {
    const keys = [...new Set(facts.flatMap((one) => (one?.rows ?? []).map(([key]) => key)))];
    const found = keys.map((key) => facts.map((one) => one?.rows?.find(([own]) => own === key)));
    if (!found.some((cells) => cells.filter(Boolean).length > 1)) return [];
    return found.map((cells, at) => {
      const attribute = [name, keys[at], title, '', 0, 0, '', 1];
      const parts = cells.map((cell) => cell && { text: cell[1], same: cell[2] });
      return { attribute, facts: parts, relation: relate(attribute, parts) };
    });
  }

  function row({ attribute, facts, relation }) {
    const [name, title] = attribute;
    const years = new Set(facts.flatMap((one) => (one?.year === undefined ? [] : [one.year])));
    const top = full(attribute, facts);
    const words = { '≠': 'differs', '=': 'same', '·': 'known for some only', '': 'each has its own' }[relation.sign];
    const link = make('a', { href: address('attributes', name) }, years.size === 1 ? `${title} ${[...years][0]}` : title);
    return make(
      'tr', { class: relation.sign === '≠' ? 'differs' : '' },
      make('td', { class: 'verdict', title: words }, relation.sign),
      make('th', { scope: 'row' }, link),
      ...facts.map((fact, at) => cell(fact, at, relation, top, years.size > 1)),
    );
  }

  function table(rows, technologies) {
    const titles = technologies.map((one, at) =>
      make('th', { scope: 'col' }, make('a', { href: address('technologies', names[at]) }, one.name)),
    );
    // Which thing each one is.
    const about = [['What it is', 'tagline'], ['Category', 'category']].filter(([, key]) => technologies.some((one) => one[key]));
    const heads = about.map(([title, key]) =>
      make(
        'tr', { class: 'about' },
        make('td', { class: 'verdict' }),
        make('th', { scope: 'row' }, title),
        ...technologies.map((one) => make('td', { class: 'muted' }, one[key] || '–')),
      ),
    );
    const groups = new Map();
    for (const one of rows) {
      const group = one.attribute[2];
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(row(one));
    }
    const span = technologies.length + 2;
    const bodies = [...groups].map(([group, lines]) => {
      const title = make('tr', {}, make('th', { class: 'group', scope: 'rowgroup', colspan: span }, group));
      return make('tbody', {}, ...(group ? [title] : []), ...lines);
    });
    const corner = make('td', { class: 'verdict' });
    const head = make('thead', {}, make('tr', {}, corner, make('th', { scope: 'col' }, make('span', { class: 'unseen' }, 'Attribute')), ...titles));
    const whole = make('table', { class: `compared of-${technologies.length}` }, make('caption', { class: 'unseen' }, document.title), head, make('tbody', {}, ...heads), ...bodies);
    return make('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Comparison' }, whole);
  }

  function told(kinds, technologies) {
    return kinds.flatMap(([heading, sign, tone], kind) => {
      if (technologies.every((one) => !one.texts[kind].length)) return [];
      const parts = technologies.map((one) => {
        const items = one.texts[kind].map((text) => make('li', {}, make('span', { class: `sign ${tone}` }, sign), text));
        const list = items.length ? make('ul', {}, ...items) : make('p', { class: 'muted' }, '–');
        return make('section', {}, make('h3', {}, one.name), list);
      });
      return [make('h2', {}, heading), make('div', { class: 'beside' }, ...parts)];
    });
  }

  function charts(rows, technologies) {
    const drawings = rows.flatMap(({ attribute, facts }) => {
      const lines = facts.flatMap((one, at) => (one?.series ? [{ name: technologies[at].name, series: one.series }] : []));
      const [, name, , , , , unit] = attribute;
      const title = mixed(facts) ? `${name} (years beside months or days)` : name;
      return lines.some((one) => one.series.length > 1) ? [chart(title, unit, lines)] : [];
    });
    return drawings.length ? [make('h2', {}, 'Over the years'), ...drawings] : [];
  }

  function chosenBar(technologies) {
    const buttons = technologies.map((one, at) => {
      const button = make('button', { type: 'button', 'aria-label': `Remove ${one.name}` }, `${one.name} ×`);
      button.addEventListener('click', () => change(names.filter((_, other) => other !== at)));
      return button;
    });
    const only = make('button', { type: 'button', 'aria-pressed': String(onlyDifferences) }, 'Differences only');
    only.addEventListener('click', () => {
      onlyDifferences = !onlyDifferences;
      draw().then(() => place.querySelector('[aria-pressed]')?.focus());
    });
    return make('div', { class: 'chosen' }, ...buttons, ...(technologies.length > 1 ? [only] : []));
  }

  function picker() {
    const pick = make('div', { class: 'pick' });
    field(pick, 'Add a technology', (name) => {
      if (!names.includes(name)) change([...names, name]);
    });
    return pick;
  }

  function change(wanted) {
    names = wanted;
    unknown = beyond = [];
    draw().then(() => place.querySelector('.pick input')?.focus());
  }

  function sides(technologies, attributes, texts) {
    const rows = rowsOf(attributes, technologies);
    const count = (sign) => rows.filter((one) => one.relation.sign === sign).length;
    const shown = onlyDifferences ? rows.filter((one) => one.relation.sign === '≠') : rows;
    return [
      make('p', { class: 'muted', role: 'status' }, `${count('≠')} differ · ${count('=')} same · ${count('·')} known for some only`),
      make('h2', {}, onlyDifferences ? 'Differences' : 'All attributes'),
      table(shown, technologies),
      ...(shown.length ? [] : [make('p', {}, onlyDifferences ? 'No attribute differs.' : 'No attribute is known.')]),
      make('p', { class: 'muted' }, '≠ differs · = same · · known for some only · no sign: each has its own · ▲ better · * not in all lists'),
      ...charts(shown, technologies),
      ...(onlyDifferences ? [] : told(texts, technologies)),
    ];
  }

  async function draw() {
    const turn = ++drawn;
    const [meta, ...loaded] = await Promise.allSettled([need('attributes'), ...names.map((one) => need(`facts/${one}`))]);
    // Somebody was quicker than the network.
    if (turn !== drawn) return;
    const lost = names.filter((_, at) => loaded[at].status === 'rejected');
    names = names.filter((one) => !lost.includes(one));
    const technologies = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const titles = technologies.map((one) => one.name);
    const title = titles.length > 1 ? `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)} compared` : 'Compare';
    document.querySelector('h1').textContent = title;
    document.title = title;
    const parts = [...lost, ...unknown].map((one) => make('p', { role: 'alert' }, `There is no technology “${one}” here.`));
    if (beyond.length) parts.push(make('p', { role: 'alert' }, `At most ${most} are compared; left out: ${beyond.join(', ')}`));
    if (technologies.length) parts.push(chosenBar(technologies));
    if (technologies.length < most) parts.push(picker());
    if (meta.status === 'rejected') parts.push(make('p', { role: 'alert' }, 'The comparison can’t be loaded.'));
    else if (technologies.length > 1) parts.push(...sides(technologies, meta.value.attributes, meta.value.texts));
    else parts.push(make('p', {}, 'Choose two to four technologies.'));
    place.replaceChildren(...parts);
    remember([...(names.length ? [`t=${names.join(',')}`] : []), ...(onlyDifferences ? ['only=differences'] : [])].join('&'));
  }

  draw();
}
