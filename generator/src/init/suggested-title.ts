import { saysNothing } from "../names/titles.ts";

/** Sources of a name for an API. */
export interface NameSources {
  /** The title of the document. */
  readonly title: string;
  /** The URL of the first server. Empty or relative if it is unknown. */
  readonly baseURL: string;
  /** The path or the URL of the document. */
  readonly document: string;
}

/**
 * The title from which packages are named: that of the document, or if it says nothing about the API, what a person would take instead: the
 * name in the host of the server, `acme` of `api.acme.com`, or that of the file, `orders` of `orders.openapi.yaml`.
 */
export function suggestedTitle({ title, baseURL, document }: NameSources): string {
  if (!saysNothing(title)) return title;
  return (
    [hostName(baseURL), fileTitle(document)].find((name) => name !== undefined && !saysNothing(name)) ?? title
  );
}

/** The name in the host of a URL: that of the domain, or before the domain of a hosting provider. `undefined` if there is none. */
function hostName(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  const labels = hostname.split(".");
  if (labels.length < 2 || /^[\d.]+$|^\[/.test(hostname) || NOWHERE.test(hostname)) return undefined;
  const suffix = HOSTING.test(hostname) || COUNTRY.test(hostname) ? 2 : 1;
  return labels
    .slice(0, -suffix)
    .findLast((label) => !ROLES.test(label))
    ?.replaceAll("-", " ");
}

/** Hosts of examples and of the machine itself. */
const NOWHERE = /(^|\.)(example(\.(com|org|net))?|test|invalid|localhost|local|internal)$/;
/** Domains below which anybody can have a host. That of a gateway of AWS is no name. */
const HOSTING =
  /\.(azurewebsites\.net|cloudfunctions\.net|firebaseapp\.com|fly\.dev|github\.io|herokuapp\.com|netlify\.app|ngrok\.io|onrender\.com|pages\.dev|railway\.app|vercel\.app|workers\.dev)$/;
/** Domains of a country below which those of owners are: `acme.co.uk`. */
const COUNTRY = /\.(ac|co|com|edu|gov|net|org)\.[a-z]{2}$/;
/** Names of hosts that only state their role. */
const ROLES =
  /^(api|apis|app|backend|demo|dev|development|docs|gateway|live|prod|production|public|qa|rest|sandbox|server|stage|staging|test|uat|v\d+|web|www)$/;

/** The name of a file without what says that it is a document of an API. */
function fileTitle(path: string): string | undefined {
  const file = (URL.canParse(path) ? new URL(path).pathname : path).split(/[\\/]/).findLast(Boolean) ?? "";
  // `OrderService` is two words.
  const words = file.replace(/\.[a-z]+$/i, "").split(/[\s._-]+|(?<=[a-z\d])(?=[A-Z])/);
  const own = words.filter((word) => word !== "" && !FILES.test(word));
  return own.length === 0 ? undefined : own.join(" ");
}

/** Words in the names of files with a document. */
const FILES =
  /^(api|apis|bundle|bundled|docs|index|main|oas\d*|open-?api\d*|root|schema|spec|specification|swagger\d*|v\d+|\d+)$/i;
