import { type OperationDefinition, type OperationPlan, planOf, valueIn } from "../operations/index.js";
import { readEnvironment } from "../platform/index.js";

/** A parameter that a client has for all of its calls. */
export interface ClientParameter {
  /** The client option, such as `accountSid`. Its environment variable is `<API>_ACCOUNT_SID`. */
  readonly option: string;
  /** Every operation with this parameter needs a value. A value in the path is always needed. */
  readonly required?: true;
}

/** The parameters that clients of an API have for all of their calls. */
export interface ClientParameterPolicy {
  /** By the names of the parameters of calls. */
  readonly parameters: { readonly [parameter: string]: ClientParameter };
  /**
   * The parameters of a call, with those of the client that the operation has and the call does not give.
   *
   * @throws TypeError when a parameter is missing.
   */
  readonly "~fill": (
    operation: OperationDefinition,
    values: Readonly<Record<string, unknown>>,
    client: ParameterSource,
  ) => Readonly<Record<string, unknown>>;
}

/** Where the values come from: the options of the client, or else the environment. */
interface ParameterSource {
  readonly options: object;
  readonly api: { readonly environment: string };
}

/**
 * Describes the parameters that clients have for all of their calls, for the member `parameters` of an API's description. They are sent by
 * the operations that have them in the path, the query, the headers or the cookies. A parameter of a call takes precedence over
 * the client option, which takes precedence over the environment variable. The variable is read at each call.
 *
 * @example
 * const parameters = clientParameters({ AccountSid: { option: "accountSid" } });
 * const client = new ApiClient<Options>({ ...api, parameters }, { accountSid: "AC1" });
 * await client.request(listCalls); // GET /Accounts/AC1/Calls
 * await client.request(listCalls, { AccountSid: "AC2" }); // GET /Accounts/AC2/Calls
 */
export function clientParameters(parameters: ClientParameterPolicy["parameters"]): ClientParameterPolicy {
  const entries = Object.entries(parameters);
  return {
    parameters,
    "~fill": (operation, values, { options, api }) => {
      const plan = planOf(operation);
      const filled = { ...values };
      for (const [name, { option, required }] of entries) {
        if (!plan.outsideBody.has(name) || valueIn(values, name) !== undefined) continue;
        const variable = variableOf(api.environment, option);
        const value = (options as Readonly<Record<string, unknown>>)[option] ?? readEnvironment(variable);
        if (value !== undefined) filled[name] = value;
        else if (required || isInPath(plan, name)) {
          throw new TypeError(
            `${operation.id}: parameter ${name} is missing: pass it to the call, pass ${option} to the client, or set ${variable}`,
          );
        }
      }
      return filled;
    },
  };
}

function isInPath({ template }: OperationPlan, name: string): boolean {
  return template?.names.includes(name) === true;
}

/** `SHOP_ACCOUNT_SID` for `accountSid`. */
function variableOf(environment: string, option: string): string {
  return `${environment}_${option.replace(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase()}`;
}
