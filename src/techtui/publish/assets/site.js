'use strict';
// What the scripts of this website share: where its files are, data that is loaded when it is wanted, and parts of a page.

const techtui = (() => {
  const root = document.documentElement.dataset.root;
  const wanted = new Map();
  // Whoever came by the address of a folder is on a host that knows such addresses; a disk does not.
  const index = location.pathname.endsWith('/') ? '' : 'index.html';

  // The files of data are scripts, because a page that was opened from a disk may load nothing else.
  function need(name) {
    if (!wanted.has(name)) {
      const one = {};
      one.promise = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
      wanted.set(name, one);
      const script = document.createElement('script');
      script.src = `${root}data/${name}.js`;
      script.onerror = () => {
        wanted.delete(name);
        one.reject(new Error(`${name} can't be loaded`));
      };
      document.head.append(script);
    }
    return wanted.get(name).promise;
  }

  const take = (name, value) => wanted.get(name)?.resolve(value);

  // Texts of a catalog become text nodes and values of attributes, never HTML.
  function make(name, attributes = {}, ...children) {
    const drawn = ['svg', 'rect', 'path', 'text'].includes(name);
    const made = drawn ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, '');
      else if (value !== false && value !== '') made.setAttribute(key, value);
    }
    made.append(...children.filter((one) => one !== null && one !== ''));
    return made;
  }

  const address = (folder, name = '') => `${root}${folder}/${name && `${name}/`}${index}`;

  // The address shows what one sees, so that it can be sent to somebody.
  function remember(query) {
    try {
      history.replaceState(null, '', location.pathname + (query && `?${query}`));
    } catch {
      // Some browsers allow no such thing on a page from a disk.
    }
  }

  if (!index) {
    for (const link of document.querySelectorAll('a[href*="index.html"]:not([rel])')) {
      link.setAttribute('href', link.getAttribute('href').replace(/index\.html(?=$|[?#])/, '') || './');
    }
  }

  return { need, take, make, address, remember };
})();
