/** The folder of the templates: at the top of the repository, and next to the code in the published package. */
export const TEMPLATES = new URL(
  import.meta.url.endsWith(".ts") ? "../../../templates/" : "../templates/",
  import.meta.url,
);
