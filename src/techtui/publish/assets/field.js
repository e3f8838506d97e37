'use strict';
// A field that finds as one types: in the head of every page, and where technologies are chosen for a comparison.

techtui.field = (() => {
  const { make, need, search, fold, address } = techtui;
  const most = 10;
  let fields = 0;

  // What is found: technologies, then categories and concepts whose names hold the words.
  function finds(query, data, texts) {
    const typed = fold(query);
    const named = (folder, all) =>
      all.filter(([, , folded]) => folded.includes(typed)).slice(0, 3).map(([name, title]) => ({ folder, name, title, beside: folder }));
    const technologies = search(query, data, texts).map((at) => {
      const [name, title, path, tagline] = data.technologies[at];
      return { folder: 'technologies', name, title, beside: tagline || path };
    });
    return { technologies, others: typed ? [...named('categories', data.categories), ...named('concepts', data.concepts)] : [] };
  }

  // choose: what happens with a technology that was chosen; without it, its page opens.
  return function field(place, label, choose = null) {
    const id = `found-${++fields}`;
    const input = make('input', {
      type: 'search', placeholder: label, 'aria-label': label, role: 'combobox', 'aria-expanded': 'false',
      'aria-controls': id, 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', maxlength: 200,
    });
    const list = make('div', { class: 'found', id, role: 'listbox', 'aria-label': 'Found', hidden: true });
    const told = make('p', { class: 'unseen', role: 'status' });
    let options = [];
    let active = -1;

    function show() {
      const open = options.length > 0;
      list.hidden = !open;
      input.setAttribute('aria-expanded', String(open));
      options.forEach((one, at) => one.setAttribute('aria-selected', String(at === active)));
      if (open && active >= 0) {
        input.setAttribute('aria-activedescendant', options[active].id);
        options[active].scrollIntoView({ block: 'nearest' });
      } else input.removeAttribute('aria-activedescendant');
    }

    function close() {
      options = [];
      active = -1;
      list.replaceChildren();
      show();
    }

    function option(one, at) {
      const link = make(
        'a', { id: `${id}-${at}`, role: 'option', tabindex: '-1', href: address(one.folder, one.name) },
        one.title, make('small', {}, one.beside),
      );
      if (choose) {
        link.addEventListener('click', (event) => {
          event.preventDefault();
          input.value = '';
          close();
          choose(one.name);
        });
      }
      return link;
    }

    function fill(query, data, texts) {
      const { technologies, others } = finds(query, data, texts);
      const shown = [...technologies.slice(0, most), ...(choose ? [] : others)];
      options = shown.map(option);
      if (!choose && technologies.length > most) {
        const link = make(
          'a', { id: `${id}-all`, role: 'option', tabindex: '-1', href: `${address('technologies')}?q=${encodeURIComponent(query)}` },
          `All ${technologies.length} technologies`,
        );
        options.push(link);
      }
      active = options.length ? 0 : -1;
      list.replaceChildren(...options);
      if (texts) told.textContent = query.trim() && !shown.length ? 'No matches' : query.trim() ? `${technologies.length} technologies` : '';
      if (texts && query.trim() && !shown.length) list.replaceChildren(make('p', { class: 'muted none' }, 'No matches'));
      show();
      if (list.childElementCount) list.hidden = false;
    }

    async function changed() {
      const query = input.value;
      if (!query.trim()) return close();
      const texts = need('texts');
      try {
        const data = await need('names');
        if (input.value !== query) return;
        fill(query, data);
        const said = await texts;
        if (input.value === query) fill(query, data, said);
      } catch {
        told.textContent = 'The search can’t be loaded';
      }
    }

    function pressed(event) {
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length) {
        event.preventDefault();
        active = (active + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length;
        show();
      } else if (event.key === 'Enter' && options.length) {
        event.preventDefault();
        options[Math.max(0, active)].click();
      }
    }

    input.addEventListener('input', changed);
    input.addEventListener('keydown', pressed);
    place.addEventListener('focusout', (event) => {
      if (!place.contains(event.relatedTarget)) close();
    });
    // A click must reach the link before the field closes its list.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    place.append(input, list, told);
    place.hidden = false;
    return input;
  };
})();

{
  const input = techtui.field(document.getElementById('search'), 'Search ( / )');
  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === '/' && !typing) {
      event.preventDefault();
      input.focus();
    }
  });
}
