/** What Excel answers when it refuses; the library makes an `OfficeExtension.Error` of it. */
export class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Something that Excel has and this host lacks: never answered quietly. */
export class UnknownMember extends ApiError {
  constructor(member: string) {
    super('NotImplementedInTheHost', `The Excel host of the tests does not know ${member}`);
  }
}

/** An object of the API; `null` answers stand for null objects. */
export interface ApiObject {
  readonly type: string;
  id(): string | number | undefined;
  /** The thing behind the object, for arguments that are objects. */
  readonly self: unknown;
  scalarNames(): string[];
  hasScalar(name: string): boolean;
  scalar(name: string): unknown;
  hasLink(name: string): boolean;
  link(name: string): ApiObject | null;
  set(name: string, value: unknown): void;
  call(name: string, args: readonly unknown[]): unknown;
  /** Undefined when it is no collection. */
  items(): ApiObject[] | undefined;
  item(args: readonly unknown[]): ApiObject | null;
}

export function isApiObject(value: unknown): value is ApiObject {
  return typeof value === 'object' && value !== null && 'scalarNames' in value;
}

/** The members of one type of the API; names as in TypeScript, in camel case. */
export interface Kind<T> {
  type: string;
  id?: (self: T) => string | number;
  /** Answered when everything is loaded; the first in the file's order. */
  scalars?: Record<string, (self: T) => unknown>;
  writes?: Record<string, (self: T, value: unknown) => void>;
  links?: Record<string, (self: T) => ApiObject | null>;
  methods?: Record<string, (self: T, args: readonly unknown[]) => unknown>;
  items?: (self: T) => ApiObject[];
  item?: (self: T, args: readonly unknown[]) => ApiObject | null;
}

function member<V>(members: Record<string, V> | undefined, name: string): V | undefined {
  return members && Object.hasOwn(members, name) ? members[name] : undefined;
}

export function bind<T>(kind: Kind<T>, self: T): ApiObject {
  return {
    type: kind.type,
    self,
    id: () => kind.id?.(self),
    scalarNames: () => Object.keys(kind.scalars ?? {}),
    hasScalar: (name) => member(kind.scalars, name) !== undefined,
    scalar: (name) => {
      const read = member(kind.scalars, name);
      if (!read) throw new UnknownMember(`${kind.type}.${name}`);
      return read(self);
    },
    hasLink: (name) => member(kind.links, name) !== undefined,
    link: (name) => {
      const read = member(kind.links, name);
      if (!read) throw new UnknownMember(`${kind.type}.${name}`);
      return read(self);
    },
    set: (name, value) => {
      const write = member(kind.writes, name);
      if (!write) throw new UnknownMember(`${kind.type}.${name} = …`);
      write(self, value);
    },
    call: (name, args) => {
      const method = member(kind.methods, name);
      if (!method) throw new UnknownMember(`${kind.type}.${name}()`);
      return method(self, args);
    },
    items: () => kind.items?.(self),
    item: (args) => {
      if (!kind.item) throw new UnknownMember(`${kind.type}.getItem()`);
      return kind.item(self, args);
    },
  };
}

export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ApiError('ItemNotFound', `There is no ${what}`);
  return value;
}

export function textArgument(value: unknown, what: string): string {
  if (typeof value !== 'string')
    throw new ApiError('InvalidArgument', `${what} is a text, not ${JSON.stringify(value)}`);
  return value;
}

export function numberArgument(value: unknown, what: string): number {
  if (typeof value !== 'number')
    throw new ApiError('InvalidArgument', `${what} is a number, not ${JSON.stringify(value)}`);
  return value;
}

export function booleanArgument(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean')
    throw new ApiError('InvalidArgument', `${what} is true or false, not ${JSON.stringify(value)}`);
  return value;
}
