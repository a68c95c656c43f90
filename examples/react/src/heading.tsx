// What a page is called: in its heading and in the document's title, which React keeps in the head.
export function Heading({ text }: { text: string }) {
  return (
    <>
      <title>{`${text} – Feldweg`}</title>
      <h1>{text}</h1>
    </>
  );
}
