"""Everything the app does besides joining catalog and screens: mixins, one topic each."""
