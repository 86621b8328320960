/** An answer of the graph as it came, whatever its status. */
export interface GraphBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export async function graphBody(response: Response): Promise<GraphBody> {
  return (await response.json()) as GraphBody;
}
