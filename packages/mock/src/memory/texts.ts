import { faker } from "@faker-js/faker/locale/en";
import { wordsOf } from "./names.js";

/** Who a made record is about, so that its names and e-mail address agree. */
export interface Persona {
  readonly first: string;
  readonly last: string;
  readonly company: string;
}

/** A persona from the current state of the random numbers. */
export function newPersona(): Persona {
  return { first: faker.person.firstName(), last: faker.person.lastName(), company: faker.company.name() };
}

/** Facts about the string to generate. */
export interface TextPlace {
  /** Name of the property. */
  readonly name: string;
  /** The type of the record: `client`. */
  readonly noun: string;
  readonly persona: Persona;
  /** The text in the document's example. */
  readonly example: string | undefined;
}

/** A realistic text for a property whose name says what it is. Undefined if it does not. */
export function textFor(place: TextPlace): string | undefined {
  const name = wordsOf(place.name).join(" ");
  const text = TEXTS.find(([pattern]) => pattern.test(name))?.[1](place);
  return place.example !== undefined && /^[^a-z]*$/.test(place.example) ? text?.toUpperCase() : text;
}

type Write = (place: TextPlace) => string | undefined;

const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "");

const domainOf = ({ company }: Persona) => `${slugOf(company)}.example`;

const nameOf: Write = ({ noun, persona, example = "" }) => {
  const [extension] = /\.[a-z\d]{1,5}$/.exec(example) ?? [];
  if (extension !== undefined) return `${slugOf(titleText())}${extension}`;
  if (/company|organi[sz]ation|account|workspace|team|tenant|vendor|brand/.test(noun)) return persona.company;
  if (/user|client|customer|person|contact|member|author|owner|employee|actor|guest|passenger/.test(noun)) {
    return `${persona.first} ${persona.last}`;
  }
  return /product|item|plan|price/.test(noun) ? faker.commerce.productName() : titleText();
};

function titleText(): string {
  const verb = faker.helpers.arrayElement([
    "Review",
    "Prepare",
    "Update",
    "Discuss",
    "Plan",
    "Send",
    "Check",
  ]);
  return `${verb} the ${faker.company.buzzAdjective()} ${faker.company.buzzNoun()}`;
}

/** By what the words of a name match. The first one counts. */
const TEXTS: readonly (readonly [pattern: RegExp, write: Write])[] = [
  [
    /\bemail$|\bemail address$/,
    ({ persona }) => `${slugOf(persona.first)}.${slugOf(persona.last)}@${domainOf(persona)}`,
  ],
  [/^(first|given) name$/, ({ persona }) => persona.first],
  [/^(last|family|sur) ?name$/, ({ persona }) => persona.last],
  [/^(full|contact|author|customer|client|user) name$/, ({ persona }) => `${persona.first} ${persona.last}`],
  [/^user ?name$|^login$|^nick ?name$/, ({ persona }) => slugOf(`${persona.first} ${persona.last}`)],
  [/^(company|organi[sz]ation|business|legal) name$/, ({ persona }) => persona.company],
  [/^file ?name$/, () => faker.system.fileName()],
  [/^(display )?name$/, nameOf],
  [
    /\bphone\b|\bmobile\b|\bfax\b/,
    () => `+1${faker.string.numeric({ length: 10, allowLeadingZeros: false })}`,
  ],
  [/^(street|address) ?(line)? ?1?$|^street$/, () => faker.location.streetAddress()],
  [/\bcity$|^town$/, () => faker.location.city()],
  [
    /^(state|province|region)$/,
    ({ example }) => (example?.length === 2 ? faker.location.state({ abbreviated: true }) : undefined),
  ],
  [/\b(postal|zip) ?code$|^zip$/, () => faker.location.zipCode("#####")],
  [/^(title|subject|headline|summary)$/, titleText],
  [
    /^(description|body|content|text|message|note|notes|comment|details|memo|bio)$/,
    () => `${faker.company.catchPhrase()}, for ${faker.company.name()}.`,
  ],
  [/\bcolou?r$/, () => faker.color.rgb()],
  [/^ip( address)?$/, () => faker.internet.ip()],
];
