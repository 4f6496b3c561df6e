"""The window: pages, forms and lists over `usecases.desk`; the only package that knows Qt."""
