import { buildReference, type ReferenceInput } from "@copilot-sdk/generator";
import { homePage } from "./home.ts";
import { referenceIndex, referencePages } from "./reference/pages.ts";
import type { Site } from "./site.ts";

/** The site of any API: what follows from its document and its configuration. */
export async function referenceSite(input: ReferenceInput): Promise<Site> {
  const reference = await buildReference(input);
  const { pages, navigation } = referencePages(reference);
  const home = homePage(reference);
  return {
    title: reference.title,
    about: home.about,
    pages: [home, ...pages],
    sections: [{ title: "API", address: referenceIndex(reference), items: navigation }],
  };
}
