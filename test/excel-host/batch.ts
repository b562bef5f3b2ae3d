import type { ApiObject } from './api.ts';
import { ApiError, isApiObject, UnknownMember } from './api.ts';

/** A batch as the library sends it, and what it gets back; see the README about names and numbers. */
interface ArgumentInfo {
  Arguments?: unknown[];
  ReferencedObjectPathIds?: unknown[];
}

interface ObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: ArgumentInfo;
}

interface Query {
  Select?: string[];
  Expand?: string[];
  Top?: number;
  Skip?: number;
}

interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: ArgumentInfo;
  QueryInfo?: Query;
  ObjectState?: Record<string, unknown>;
}

export interface Batch {
  Actions: Action[];
  ObjectPaths: Record<string, ObjectPath>;
}

export interface BatchAnswer {
  Results: { ActionId: number; Value: unknown }[];
  Error?: { Code: string; Message: string; Location: string; ActionIndex: number; HttpStatusCode: number };
}

const PATH = { root: 1, service: 2, method: 3, property: 4, indexer: 5, reference: 6, nothing: 7 };
const ACTION = { instantiate: 1, query: 2, method: 3, set: 4, trace: 5, update: 9 };

/** What the answers need from the host: the root objects, and objects that the add-in holds across batches. */
export interface Objects {
  root(): ApiObject;
  service(name: string): ApiObject | undefined;
  reference(id: string): ApiObject | undefined;
  /** The id under which the object is held, if it is. */
  referenceOf(object: ApiObject): string | undefined;
  hold(object: ApiObject): void;
}

function lower(name: string): string {
  return name.startsWith('_') ? name : name.slice(0, 1).toLowerCase() + name.slice(1);
}

function upper(name: string): string {
  return name.startsWith('_') ? name : name.slice(0, 1).toUpperCase() + name.slice(1);
}

export class BatchRun {
  private readonly batch: Batch;
  private readonly objects: Objects;
  private readonly resolved = new Map<number, ApiObject | null>();

  constructor(batch: Batch, objects: Objects) {
    this.batch = batch;
    this.objects = objects;
  }

  /** One action after the other; the first that fails ends the batch, what was done before stays done. */
  run(): BatchAnswer {
    const answer: BatchAnswer = { Results: [] };
    this.batch.Actions.every((action, index) => {
      try {
        answer.Results.push({ ActionId: action.Id, Value: this.act(action) });
        return true;
      } catch (error) {
        const code = error instanceof ApiError ? error.code : 'GeneralException';
        const message =
          error instanceof Error
            ? error instanceof ApiError
              ? error.message
              : (error.stack ?? error.message)
            : String(error);
        answer.Error = {
          Code: code,
          Message: message,
          Location: this.location(action),
          ActionIndex: index,
          HttpStatusCode: 400,
        };
        return false;
      }
    });
    return answer;
  }

  private location(action: Action): string {
    const object = this.resolved.get(action.ObjectPathId);
    const path = this.batch.ObjectPaths[action.ObjectPathId];
    return `${object?.type ?? path?.Name ?? ''}${action.Name ? `.${lower(action.Name)}` : ''}`;
  }

  private act(action: Action): unknown {
    if (action.ActionType === ACTION.trace) return null;
    if (action.ActionType === ACTION.instantiate) {
      const object = this.object(action.ObjectPathId);
      return object && this.identity(object);
    }
    const object = this.object(action.ObjectPathId);
    if (action.ActionType === ACTION.query) return object && this.load(object, action.QueryInfo ?? {});
    if (action.ActionType === ACTION.method) {
      if (!object) return null;
      if (action.Name === '_KeepReference') {
        this.objects.hold(object);
        return null;
      }
      const result = object.call(lower(action.Name), this.args(action.ArgumentInfo));
      return isApiObject(result) ? this.identity(result) : (result ?? null);
    }
    if (!object) throw new ApiError('InvalidObjectPath', `${action.Name} of an object that does not exist`);
    if (action.ActionType === ACTION.set) {
      object.set(lower(action.Name), this.args(action.ArgumentInfo)[0]);
      return null;
    }
    if (action.ActionType === ACTION.update) {
      for (const [name, value] of Object.entries(action.ObjectState ?? {})) object.set(lower(name), value);
      return null;
    }
    throw new UnknownMember(`actions of type ${action.ActionType}`);
  }

  private args(info: ArgumentInfo | undefined): unknown[] {
    return this.argumentValues(info?.Arguments ?? [], info?.ReferencedObjectPathIds ?? []);
  }

  private argumentValues(values: readonly unknown[], ids: readonly unknown[]): unknown[] {
    return values.map((value, i) => {
      const id = ids[i];
      if (Array.isArray(id) && Array.isArray(value)) return this.argumentValues(value, id);
      return typeof id === 'number' && id !== 0 ? this.object(id) : value;
    });
  }

  private object(id: number): ApiObject | null {
    const known = this.resolved.get(id);
    if (known !== undefined) return known;
    const path = this.batch.ObjectPaths[id];
    if (!path) throw new ApiError('InvalidObjectPath', `No object path ${id}`);
    const object = this.resolve(path);
    this.resolved.set(id, object);
    return object;
  }

  private resolve(path: ObjectPath): ApiObject | null {
    const type = path.ObjectPathType;
    if (type === PATH.root) return this.objects.root();
    if (type === PATH.nothing) return null;
    if (type === PATH.service) {
      const service = this.objects.service(path.Name);
      if (!service) throw new UnknownMember(`the service ${path.Name}`);
      return service;
    }
    if (type === PATH.reference) {
      const object = this.objects.reference(path.Name);
      if (!object) throw new ApiError('InvalidReference', 'This reference is not valid for the current operation.');
      return object;
    }
    const parent = this.object(path.ParentObjectPathId ?? 0);
    if (!parent) return null;
    if (type === PATH.property) return parent.link(lower(path.Name));
    if (type === PATH.indexer) return parent.item(this.args(path.ArgumentInfo));
    if (type !== PATH.method) throw new UnknownMember(`object paths of type ${type}`);
    const result = parent.call(lower(path.Name), this.args(path.ArgumentInfo));
    if (result === null) return null;
    if (!isApiObject(result)) throw new UnknownMember(`${parent.type}.${lower(path.Name)}() as an object`);
    return result;
  }

  private identity(object: ApiObject): Record<string, unknown> {
    const answer: Record<string, unknown> = {};
    const id = object.id();
    if (id !== undefined) answer['Id'] = id;
    const reference = this.objects.referenceOf(object);
    if (reference !== undefined) answer['_ReferenceId'] = reference;
    return answer;
  }

  private load(object: ApiObject, query: Query): Record<string, unknown> {
    const select = [...(query.Select ?? []), ...(query.Expand ?? []).map((name) => `${name}/`)];
    const items = object.items();
    if (!items) return this.loadOne(object, select);
    const own = select.filter((name) => object.hasScalar(name));
    const rest = select
      .filter((name) => !object.hasScalar(name) && name !== 'items')
      .map((name) => name.replace(/^items\//, ''));
    const answer: Record<string, unknown> = { ...this.identity(object) };
    for (const name of select.length === 0 ? object.scalarNames() : own) answer[upper(name)] = object.scalar(name);
    if (own.length > 0 && own.length === select.length) return answer;
    const from = query.Skip ?? 0;
    const wanted = items.slice(from, query.Top === undefined ? undefined : from + query.Top);
    answer['_Items'] = wanted.map((item) => this.load(item, { Select: rest }));
    return answer;
  }

  private loadOne(object: ApiObject, select: readonly string[]): Record<string, unknown> {
    const answer: Record<string, unknown> = { ...this.identity(object) };
    const nested = new Map<string, string[]>();
    for (const path of select.length === 0 || select.includes('*') ? object.scalarNames() : select) {
      const slash = path.indexOf('/');
      const name = slash < 0 ? path : path.slice(0, slash);
      if (slash < 0 && object.hasScalar(name)) answer[upper(name)] = object.scalar(name);
      else if (name === '*') continue;
      else if (object.hasLink(name)) {
        const inner = slash < 0 ? '' : path.slice(slash + 1);
        nested.set(name, [...(nested.get(name) ?? []), ...(inner === '' ? [] : [inner])]);
      } else throw new UnknownMember(`${object.type}.${name}`);
    }
    for (const [name, inner] of nested) {
      const child = object.link(name);
      answer[upper(name)] = child && this.load(child, { Select: inner });
    }
    return answer;
  }
}
