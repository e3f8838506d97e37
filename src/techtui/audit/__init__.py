"""A catalog beside what others publish: copies of endoflife.date's products, and results of surveys. Nothing is fetched."""
