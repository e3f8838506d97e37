"""Everything the app does besides joining catalog and screens: mixins, or an object of their own, one topic each."""
