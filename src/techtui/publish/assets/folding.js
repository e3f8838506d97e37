'use strict';
// Text as it is searched: without regard to case, accents and the width of characters, as the explorer does it.

techtui.fold = (() => {
  const marks = new RegExp(
    '[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a' +
      '\\u064b-\\u065f\\u0670\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f]',
    'g',
  );
  const letters = new Map(
    Object.entries({ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th', ß: 'ss', ς: 'σ' }),
  );

  function plain(text) {
    const parted = text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(marks, '').normalize('NFC');
    return Array.from(parted, (one) => letters.get(one) ?? one).join('');
  }

  return (text) => text.replace(/[^\x00-\x7f]+/g, plain).toLowerCase().split(/\s+/).filter(Boolean).join(' ');
})();
