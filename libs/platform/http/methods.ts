interface Routed {
  readonly method: string | readonly string[];
  readonly url: string;
}

/** Remembers the routes of a server as they are added, and says which methods a path has; none where there is no such path. */
export function methodsByPath() {
  const added = new Set<string>();
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];
  return {
    add: ({ method, url }: Routed): void => {
      const methods = [method].flat();
      routes.push({ path: patternOf(url), methods });
      for (const one of methods) added.add(`${one} ${url}`);
    },
    /** Whether a route has the method, so that nobody need ask which others do. */
    has: (method: string, url = ''): boolean => added.has(`${method} ${url}`),
    of: (address: string): readonly string[] => {
      const [path = ''] = address.split('?');
      return [...new Set(routes.flatMap((route) => (route.path.test(path) ? route.methods : [])))].sort();
    },
  };
}

/** Of a path in which `:name` is any one part, and a star at its end whatever follows. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.+()[\]{}^$|\\?]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
