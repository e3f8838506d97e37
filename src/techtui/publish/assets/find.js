'use strict';
// All technologies, by words and by what they are. Within a filter any choice will do; all filters must agree.

{
  const { make, need, search, address, remember } = techtui;
  const place = document.getElementById('find');
  const asked = new URLSearchParams(location.search);

  function begin(data, filters, texts) {
    const chosen = filters.map(({ key, choices }) => {
      const named = (asked.get(key) ?? '').split(',');
      return new Set(choices.flatMap(([name], at) => (named.includes(name) ? [at] : [])));
    });
    const input = make('input', { type: 'search', 'aria-label': 'Words', placeholder: 'Words', maxlength: 200 });
    input.value = asked.get('q') ?? '';
    const told = make('p', { role: 'status' });
    const results = make('ul', { class: 'results' });
    const boxes = filters.map(box);
    const clear = make('button', { type: 'button' }, 'Clear');
    const more = make('button', { type: 'button', 'aria-expanded': 'false' }, 'More filters');
    const panel = make('details', { open: !matchMedia('(max-width: 40rem)').matches }, make('summary', {}, 'Filters'), ...boxes.map((one) => one.whole), more);
    const filtering = make('section', { class: 'filters', 'aria-label': 'Filters' }, panel);
    const finding = make('section', { 'aria-label': 'Found' }, make('div', { class: 'chosen' }, told, clear), results);
    place.append(input, make('div', { class: 'sides' }, filtering, finding));
    document.getElementById('all').hidden = true;

    function box({ name, choices }, at) {
      const lines = choices.map(([, label], choice) => {
        const tick = make('input', { type: 'checkbox', checked: chosen[at].has(choice) });
        const count = make('span', { class: 'count' });
        tick.addEventListener('change', () => {
          if (tick.checked) chosen[at].add(choice);
          else chosen[at].delete(choice);
          show();
        });
        return { tick, count, whole: make('label', {}, tick, label, count) };
      });
      const summary = make('summary', {}, name);
      const fields = make('fieldset', {}, make('legend', { class: 'unseen' }, name), ...lines.map((one) => one.whole));
      return { lines, summary, name, whole: make('details', { open: chosen[at].size > 0 }, summary, fields) };
    }

    const fits = (owner, at) => !chosen[at].size || filters[at].values[owner].some((one) => chosen[at].has(one));

    function show() {
      const query = input.value.trim();
      const all = query ? search(query, data, texts) : data.technologies.map((_, at) => at);
      const found = all.filter((owner) => filters.every((_, at) => fits(owner, at)));
      told.textContent = found.length ? `${found.length} of ${data.technologies.length} technologies` : 'No matches';
      results.replaceChildren(...found.map(result));
      boxes.forEach((one, at) => count(one, at, all, found.length));
      clear.hidden = !query && chosen.every((one) => !one.size);
      remember(written(query));
    }

    // How many there would be of each choice, with all other filters as they are.
    function count({ lines, summary, name, whole }, at, all, found) {
      const counts = new Array(lines.length).fill(0);
      let known = 0;
      for (const owner of all) {
        if (filters.every((_, other) => other === at || fits(owner, other))) {
          for (const choice of filters[at].values[owner]) counts[choice]++;
          known += filters[at].values[owner].length > 0;
        }
      }
      // What is known of few says little; it is there for those who ask for it.
      whole.classList.toggle('rare', !chosen[at].size && known < found / 2);
      lines.forEach((line, choice) => {
        line.count.textContent = counts[choice];
        line.whole.classList.toggle('none', !counts[choice]);
        line.tick.checked = chosen[at].has(choice);
      });
      summary.textContent = chosen[at].size ? `${name} (${chosen[at].size})` : name;
    }

    function result(owner) {
      const [name, title, path, tagline] = data.technologies[owner];
      const link = make('a', { href: address('technologies', name) }, title);
      return make('li', {}, link, tagline && ` · ${tagline}`, make('span', { class: 'note' }, path));
    }

    function written(query) {
      const parts = filters.flatMap(({ key, choices }, at) =>
        chosen[at].size ? [`${key}=${[...chosen[at]].map((one) => choices[one][0]).join(',')}`] : [],
      );
      return [...(query ? [`q=${encodeURIComponent(query)}`] : []), ...parts].join('&');
    }

    more.addEventListener('click', () => {
      const all = panel.classList.toggle('all');
      more.setAttribute('aria-expanded', String(all));
      more.textContent = all ? 'Fewer filters' : 'More filters';
    });
    input.addEventListener('input', show);
    clear.addEventListener('click', () => {
      input.value = '';
      chosen.forEach((one) => one.clear());
      show();
      input.focus();
    });
    show();
  }

  // The list without a script stays where the data can't be loaded.
  Promise.all(['names', 'filters', 'texts'].map(need)).then((loaded) => begin(...loaded), () => {});
}
