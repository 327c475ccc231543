"""Build the example CVs and job posts from their Markdown sources."""
