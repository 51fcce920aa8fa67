// User interface code: props from properties, forms from parameters, state from values.
import type {
  Client,
  Company,
  CreateClientParams,
  FileObject,
  Invoice,
  InvoiceStatus,
  Task,
  TaskStatus,
  UpdateTaskParams,
} from "copilot-sdk";

type Component<Props> = (props: Props) => string;

export interface InvoiceRowProps extends Pick<Invoice, "id" | "number" | "total" | "currency" | "dueDate"> {
  readonly status: InvoiceStatus;
  readonly onOpen?: (id: Invoice["id"]) => void;
}

export const InvoiceRow: Component<InvoiceRowProps> = ({ number, total, currency, dueDate, status }) =>
  [number, total / 100, currency, dueDate ?? "", status].join(" ");

export const InvoiceList: Component<{ readonly invoices: readonly Invoice[] }> = ({ invoices }) =>
  invoices.map((invoice) => InvoiceRow({ ...invoice, onOpen: () => {} })).join("\n");

/** All properties are props. */
export const Card: Component<Client & { readonly selected?: boolean }> = ({
  givenName,
  familyName,
  selected,
}) => `${selected ? "*" : ""}${givenName} ${familyName}`;
export const cards = (clients: readonly Client[]): readonly string[] =>
  clients.map((client) => Card({ ...client, selected: client.status === "active" }));

/** A form: fields for the parameters, with an error for each. */
type Errors<Values> = { readonly [Field in keyof Values]?: string };
export function validate(values: Partial<CreateClientParams>): Errors<CreateClientParams> {
  return values.email?.includes("@") ? {} : { email: "An address has an @." };
}
export function submit(
  values: Pick<CreateClientParams, "givenName" | "familyName" | "email">,
): CreateClientParams {
  return { ...values, sendInvite: true } as CreateClientParams;
}

/** State and its actions. */
interface State {
  readonly tasks: Readonly<Record<Task["id"], Task>>;
  readonly filter: TaskStatus | "all";
}
type Action =
  | { readonly type: "loaded"; readonly tasks: readonly Task[] }
  | { readonly type: "changed"; readonly id: string; readonly change: UpdateTaskParams }
  | { readonly type: "filtered"; readonly filter: State["filter"] };

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "loaded":
      return { ...state, tasks: Object.fromEntries(action.tasks.map((task) => [task.id, task])) };
    case "changed": {
      const task = state.tasks[action.id];
      if (task === undefined) return state;
      return {
        ...state,
        tasks: { ...state.tasks, [task.id]: { ...task, name: action.change.name ?? task.name } },
      };
    }
    case "filtered":
      return { ...state, filter: action.filter };
  }
}

/** Database rows: from objects, and back to objects. */
export type CompanyRow = Required<Pick<Company, "id" | "name">> & { readonly syncedAt: Date };
export const rowOf = ({ id, name }: Company): CompanyRow => ({ id, name, syncedAt: new Date(0) });
export const isFolder = (file: FileObject): boolean => file.object === "folder";
