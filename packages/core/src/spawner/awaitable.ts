/**
 * What can be awaited like a promise and does something else besides.
 * Not a subclass of Promise: that would make the result of every `then` one of its own kind.
 */
export abstract class Awaitable<Value> implements Promise<Value> {
  abstract readonly [Symbol.toStringTag]: string
  protected abstract readonly promise: Promise<Value>

  // biome-ignore lint/suspicious/noThenProperty: being awaited is what it is for.
  then<A = Value, B = never>(
    onFulfilled?: ((value: Value) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.promise.then(onFulfilled, onRejected)
  }

  catch<B = never>(
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<Value | B> {
    return this.promise.catch(onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<Value> {
    return this.promise.finally(onFinally)
  }
}
