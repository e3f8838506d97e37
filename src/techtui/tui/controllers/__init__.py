"""What the app does beside joining catalog and screens: mixins, one idea each."""
