/** The folder of the Handlebars templates. */
export const TEMPLATES = new URL("../../../templates/", import.meta.url);
