// Programs for an API with unions and numeric enums. See the programs for the Copilot API for everything else.
import type { WebhookEvent } from "@library/events";
import {
  isKnown,
  Library,
  type Loan,
  type Medium,
  type ReplaceWorkParams,
  type Work,
  WorkRating,
} from "@library/library";

/** Reads a union by its discriminator. */
export function lengthOf(medium: Medium): string {
  switch (medium.type) {
    case "paper":
      return `${medium.pages} pages`;
    case "disc":
      return `${medium.minutes ?? 0} minutes`;
    default:
      return `an unknown medium, ${medium.type}`;
  }
}

/** Reads, changes and writes back, including unknown properties. */
export async function rename(library: Library, id: string, title: string): Promise<Work> {
  const { medium, kind } = await library.works.retrieve(id, { timeout: 1000 });
  const work: ReplaceWorkParams = { title, medium, ...(kind !== undefined && { kind }) };
  return library.works.replace(id, work);
}

export const stars = (work: Work): string =>
  isKnown(WorkRating, work.rating) ? "*".repeat(work.rating) : `(${work.rating ?? "none"})`;

export const isOut = ({ state }: Loan): boolean => state.is === "out" && state.until > "2026";

export function listen(event: WebhookEvent): string {
  if (event.eventType === "work.lent") return event.data.workId;
  return event.eventType;
}

export const book = {
  id: "work-1",
  title: "A book",
  medium: { type: "paper", pages: 12 },
  contributors: [{ name: "Ada", role: "author" }],
  copies: { upstairs: { count: 2 } },
} satisfies Work;

export const loan: Loan = { id: "loan-1", workId: book.id, state: { is: "back", fine: null } };

export const library = new Library({ apiKey: "key" });
