/** What `make` gives, made when it is first asked for. */
export function lazily<Value>(make: () => Value): () => Value {
  const made: Value[] = [];
  return () => {
    const [value = make()] = made;
    if (made.length === 0) made.push(value);
    return value;
  };
}
