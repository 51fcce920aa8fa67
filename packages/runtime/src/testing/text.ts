import { hashAt, identified, indexAt, type Place, wordsAt } from "./place.js";
import { hashOf, pick } from "./random.js";
import type { StringRules } from "./value-type.js";

/** A string that fits its rules. Its name and format say what it contains. */
export function textFor(rules: StringRules, place: Place): string {
  const { samples, format } = rules;
  if (samples !== undefined && samples.length > 0) return pick(samples, hashAt(place)) ?? "";
  const written = format === undefined ? undefined : FORMATS[format];
  return sized(written === undefined ? plainText(place) : written(place), rules);
}

type Write = (place: Place) => string;

function plainText(place: Place): string {
  const kind = identified(place);
  if (kind !== undefined) return `${kind.replaceAll(" ", "-")}-${numberAt(place)}`;
  const words = wordsAt(place);
  const known = BY_NAME.find(([pattern]) => pattern.test(words));
  return known === undefined ? `${words || "text"} ${numberAt(place)}` : known[1](place);
}

/** The number of the owner, and the index in an array: `3` or `3.1`. */
function numberAt({ owner, path }: Place): string {
  return [owner.number, ...path.filter((key) => typeof key === "number")].join(".");
}

/** A string with an allowed length. */
function sized(text: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: StringRules): string {
  const characters = [...text];
  while (characters.length < minLength) characters.push(characters.length % 5 === 4 ? " " : "a");
  // The end distinguishes texts of different objects.
  if (characters.length <= maxLength) return characters.join("");
  return maxLength === 0 ? "" : characters.slice(-maxLength).join("");
}

const GIVEN = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Margaret", "Linus", "Radia", "Tim"];
const FAMILY = [
  "Martin",
  "Rivera",
  "Okafor",
  "Nguyen",
  "Schmidt",
  "Haddad",
  "Larsen",
  "Costa",
  "Patel",
  "Kim",
];
const COMPANIES = ["Acme", "Northwind", "Initech", "Umbrella", "Globex", "Hooli", "Stark", "Wayne"];
const CITIES = ["Lisbon", "Toronto", "Nairobi", "Oslo", "Osaka", "Austin", "Lyon", "Quito"];
const STREETS = ["Main Street", "Station Road", "Park Avenue", "Mill Lane", "High Street"];
const SUBJECTS = [
  "the contract",
  "the invoice",
  "the onboarding",
  "the report",
  "the schedule",
  "the budget",
];
const VERBS = ["Review", "Prepare", "Update", "Discuss", "Send", "Check"];

/** The same for all values of an owner, so that a name and an e-mail address agree. */
function ofOwner({ owner }: Place, about: string, values: readonly string[]): string {
  return pick(values, hashOf(owner.seed, owner.type, owner.number, about)) ?? "";
}

const given: Write = (place) => ofOwner(place, "given", GIVEN);
const family: Write = (place) => ofOwner(place, "family", FAMILY);
const company: Write = (place) => ofOwner(place, "company", COMPANIES);
const person: Write = (place) => `${given(place)} ${family(place)}`;
const domain: Write = (place) => `${company(place).toLowerCase()}.example`;
// The number makes it unique.
const email: Write = (place) =>
  `${given(place)}.${family(place)}.${numberAt(place)}@${domain(place)}`.toLowerCase();
const url: Write = (place) =>
  `https://${domain(place)}/${wordsAt(place).replaceAll(/[^a-z\d]+/g, "-")}/${numberAt(place)}`;
const sentence: Write = (place) =>
  `${pick(VERBS, hashAt(place, "verb"))} ${pick(SUBJECTS, hashAt(place, "subject"))}`;

const PEOPLE = /user|client|customer|person|contact|member|author|owner|employee|passenger|recipient/i;
const GROUPS = /compan|organi[sz]ation|account|workspace|team|tenant|vendor|brand/i;
const name: Write = (place) =>
  PEOPLE.test(place.owner.type)
    ? person(place)
    : GROUPS.test(place.owner.type)
      ? company(place)
      : `${place.owner.type} ${numberAt(place)}`;

/** By what the words of a name match. The first match counts. */
const BY_NAME: readonly (readonly [pattern: RegExp, write: Write])[] = [
  [/\bemail$|\bemail address$/, email],
  [/^(first|given) name$/, given],
  [/^(last|family|sur) ?name$/, family],
  [/^(full|contact|author|customer|client|user) name$/, person],
  [/^user ?name$|^login$|^nick ?name$/, (place) => person(place).toLowerCase().replace(" ", ".")],
  [/^(company|organi[sz]ation|business|legal|workspace|brand) name$/, company],
  [/\bfile ?name$/, (place) => `document-${numberAt(place)}.pdf`],
  [/^(display )?name$/, name],
  [/\b(phone|mobile|fax)\b/, (place) => `+1202555${String(100 + (hashAt(place) % 100)).padStart(4, "0")}`],
  [
    /^(street|address)( line)?( ?1)?$/,
    (place) => `${1 + (hashAt(place) % 99)} ${ofOwner(place, "street", STREETS)}`,
  ],
  [/\b(city|town)$/, (place) => ofOwner(place, "city", CITIES)],
  [/\bcountry( code)?$/, () => "US"],
  [/\bcurrency( code)?$/, () => "usd"],
  [/\b(locale|language)$/, () => "en"],
  [/\btime ?zone$/, () => "Europe/Lisbon"],
  [/\b(postal|zip) ?code$|^zip$/, (place) => String(10_000 + (hashAt(place) % 90_000))],
  [/\b(url|uri|link|href|website)$/, url],
  [/\bcolou?r$/, (place) => `#${hex(hashAt(place)).slice(0, 6)}`],
  [/^ip( address)?$/, (place) => ipv4(place)],
  [
    /\b(created|updated|modified|deleted|sent|due|paid|expires|starts?|ends?) (at|date|on)$/,
    (place) => moment(place),
  ],
  [/^(created|updated|modified|timestamp)$/, (place) => moment(place)],
  [/^(title|subject|headline|summary)$/, sentence],
  [
    /^(description|body|content|text|message|notes?|comment|details|memo|bio)$/,
    (place) => `${sentence(place)}.`,
  ],
];

const hex = (hash: number): string => hash.toString(16).padStart(8, "0");

const ipv4: Write = (place) => `192.0.2.${1 + (hashAt(place) % 254)}`;

/** The kind of object, and its number. IDs of the same object are equal wherever they are. */
const uuid: Write = (place) => {
  const { owner } = place;
  const kind = identified(place);
  const about = kind === undefined ? [owner.type, ...place.path] : [kind];
  const [first, second] = [hex(hashOf(owner.seed, ...about)), hex(hashOf(owner.seed, ...about, 2))];
  const number = String(owner.number + indexAt(place)).padStart(12, "0");
  return `${first}-${second.slice(0, 4)}-4${second.slice(4, 7)}-8${first.slice(0, 3)}-${number}`;
};

const START = Date.UTC(2025, 0, 15, 9);
const HOUR = 3_600_000;

/** A time near January 15, 2025. The later ones in the life of an object are later. */
function moment(place: Place): string {
  const words = wordsAt(place);
  const day = /\b(due|expires?|expiry|expiration|ends?|until)\b/.test(words)
    ? 30
    : /\b(created|starts?|from|since)\b/.test(words)
      ? 0
      : 1;
  const time = START + place.owner.number * HOUR + day * 24 * HOUR;
  return new Date(time).toISOString();
}

const FORMATS: { readonly [format: string]: Write } = {
  "date-time": moment,
  date: (place) => moment(place).slice(0, 10),
  time: (place) => moment(place).slice(11),
  duration: (place) => `P${1 + (hashAt(place) % 30)}D`,
  email,
  "idn-email": email,
  hostname: domain,
  "idn-hostname": domain,
  ipv4,
  ipv6: (place) => `2001:db8::${hex(hashAt(place)).slice(0, 4)}`,
  uri: url,
  url,
  iri: url,
  "uri-reference": url,
  "iri-reference": url,
  "uri-template": url,
  uuid,
  byte: (place) => btoa(`text ${numberAt(place)}`),
  base64: (place) => btoa(`text ${numberAt(place)}`),
  "json-pointer": () => "/name",
  "relative-json-pointer": () => "0/name",
  regex: () => "^[a-z]+$",
};
