/** The environment variable of an option without its prefix: `ACCESS_TOKEN` for `accessToken`. The runtime has the same rule. */
export function suffixOf(option: string): string {
  return option.replace(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase();
}
