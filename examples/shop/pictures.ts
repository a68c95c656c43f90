// The product pictures: drawn, one per product, in the colour of the variant.

const drawings: Record<string, (colour: string) => string> = {
  'FW-101': (colour) => `
    <path d="M150 108c0-34 100-34 100 0" fill="none" stroke="#3a352f" stroke-width="12"/>
    <path d="M112 172c0-54 36-80 88-80s88 26 88 80v118c0 20-14 32-34 32H146c-20 0-34-12-34-32z" fill="${colour}"/>
    <path d="M112 172c0-54 36-80 88-80s88 26 88 80l-8 30c-40 12-120 12-160 0z" fill="#000" opacity=".14"/>
    <path d="M136 232h128v62c0 10-8 16-18 16h-92c-10 0-18-6-18-16z" fill="#fff" opacity=".13"/>
    <path d="M136 250h128" stroke="#000" stroke-opacity=".3" stroke-width="4"/>
    <path d="M176 196v40M224 196v40" stroke="#3a352f" stroke-width="9"/>
    <rect x="169" y="216" width="14" height="12" rx="3" fill="#d9b77a"/><rect x="217" y="216" width="14" height="12" rx="3" fill="#d9b77a"/>
    <path d="M112 226c-18 6-24 20-22 44l22 6zM288 226c18 6 24 20 22 44l-22 6z" fill="${colour}"/>
    <path d="M112 226c-18 6-24 20-22 44l22 6zM288 226c18 6 24 20 22 44l-22 6z" fill="#000" opacity=".22"/>`,
  'FW-102': (colour) => `
    <path d="M124 132h152l10 168c1 16-8 24-24 24H138c-16 0-25-8-24-24z" fill="${colour}"/>
    <path d="M120 96c30-10 130-10 160 0v34c-30 10-130 10-160 0z" fill="${colour}"/>
    <path d="M120 96c30-10 130-10 160 0v34c-30 10-130 10-160 0z" fill="#000" opacity=".2"/>
    <path d="M120 112c30 9 130 9 160 0" stroke="#fff" stroke-opacity=".35" stroke-width="3" fill="none"/>
    <path d="M114 104c-16 10-14 46 6 60M286 104c16 10 14 46-6 60" fill="none" stroke="#2d2a26" stroke-width="9"/>
    <path d="M150 206h100v76H150z" fill="#000" opacity=".12"/><path d="M150 206h100" stroke="#f1ede4" stroke-width="5"/>
    <circle cx="132" cy="292" r="6" fill="#f1ede4"/><circle cx="268" cy="292" r="6" fill="#f1ede4"/>`,
  'FW-103': (colour) => `
    <path d="M52 178c46-36 250-36 296 0" fill="none" stroke="#3a352f" stroke-width="14"/>
    <path d="M110 178c16-20 164-20 180 0 14 18 8 86-18 102-24 14-120 14-144 0-26-16-32-84-18-102z" fill="${colour}"/>
    <path d="M118 196c40 12 124 12 164 0" fill="none" stroke="#000" stroke-opacity=".35" stroke-width="6"/>
    <path d="M270 198l14 30" stroke="#d9b77a" stroke-width="7" stroke-linecap="round"/>
    <path d="M122 232c36 12 120 12 156 0 0 26-8 42-18 46-24 10-96 10-120 0-10-4-18-20-18-46z" fill="#000" opacity=".14"/>`,
  'FW-104': (colour) => `
    <path d="M44 130c40-18 70-20 100-14M356 130c-40-18-70-20-100-14" fill="none" stroke="#2d2a26" stroke-width="14" stroke-linecap="round"/>
    <path d="M144 116h112" stroke="#8b9296" stroke-width="16"/>
    <path d="M98 160h204l-10 124c-1 14-10 22-24 22H132c-14 0-23-8-24-22z" fill="${colour}"/>
    <path d="M92 150c0-12 8-18 20-18h176c12 0 20 6 20 18v34H92z" fill="${colour}"/><path d="M92 150c0-12 8-18 20-18h176c12 0 20 6 20 18v34H92z" fill="#000" opacity=".2"/>
    <path d="M150 112v64M250 112v64" stroke="#3a352f" stroke-width="12"/><rect x="142" y="160" width="16" height="14" rx="3" fill="#d9b77a"/><rect x="242" y="160" width="16" height="14" rx="3" fill="#d9b77a"/>
    <circle cx="200" cy="196" r="9" fill="#f1ede4"/>`,
  'FW-201': (colour) => `
    <path d="M262 170c54-8 58 92-4 92" fill="none" stroke="${colour}" stroke-width="17"/><path d="M262 170c54-8 58 92-4 92" fill="none" stroke="#000" stroke-opacity=".16" stroke-width="17"/>
    <path d="M122 138h148l-8 146c-1 16-10 24-26 24h-80c-16 0-25-8-26-24z" fill="${colour}"/>
    <path d="M226 138h44l-8 146c-1 16-10 24-26 24h-26z" fill="#000" opacity=".1"/>
    <ellipse cx="196" cy="138" rx="75" ry="17" fill="#565049"/><ellipse cx="196" cy="138" rx="75" ry="17" fill="none" stroke="#9aa3a8" stroke-width="6"/>
    <path d="M170 106c-12-16 12-24 0-42M208 104c-12-16 12-24 0-42" fill="none" stroke="#fff" stroke-opacity=".75" stroke-width="7" stroke-linecap="round"/>
    <circle cx="152" cy="226" r="5" fill="#000" opacity=".15"/><circle cx="170" cy="262" r="4" fill="#000" opacity=".15"/><circle cx="144" cy="188" r="3" fill="#000" opacity=".15"/>`,
  'FW-202': (colour) => `
    <path d="M118 146h164v66c0 14-8 22-22 22H140c-14 0-22-8-22-22z" fill="${colour}"/><path d="M118 146h164v14H118z" fill="#000" opacity=".18"/>
    <path d="M112 140h176" stroke="#6f777b" stroke-width="10" stroke-linecap="round"/><path d="M188 126h24v12h-24z" fill="#3a352f"/>
    <path d="M282 168l70-16" stroke="#3a352f" stroke-width="11" stroke-linecap="round"/>
    <path d="M188 262c-12-16 4-20 2-36 16 10 30 24 18 40" fill="#e0892f"/><path d="M192 262c-6-8 2-12 2-20 8 6 14 14 8 22" fill="#f6d27a"/>
    <path d="M104 236h192l-14 84H118z" fill="#b9c0c3"/><path d="M104 236h192l-3 16H107z" fill="#000" opacity=".14"/>
    <g fill="#6f777b"><circle cx="140" cy="286" r="7"/><circle cx="170" cy="290" r="7"/><circle cx="200" cy="291" r="7"/><circle cx="230" cy="290" r="7"/><circle cx="260" cy="286" r="7"/></g>`,
  'FW-203': (colour) => `
    <path d="M166 74h68v40h-68z" fill="#d8d3c8"/><path d="M166 100h68v14h-68z" fill="#000" opacity=".16"/>
    <path d="M158 118h84c10 8 16 18 16 32v150c0 16-8 24-24 24h-68c-16 0-24-8-24-24V150c0-14 6-24 16-32z" fill="${colour}"/>
    <path d="M216 118h26c10 8 16 18 16 32v150c0 16-8 24-24 24h-18z" fill="#000" opacity=".14"/><path d="M142 266h116" stroke="#d8d3c8" stroke-width="6"/>
    <path d="M166 156v84" stroke="#fff" stroke-opacity=".4" stroke-width="8" stroke-linecap="round"/>`,
  'FW-204': (colour) => `
    <path d="M84 182h232v92c0 18-10 28-28 28H112c-18 0-28-10-28-28z" fill="${colour}"/><path d="M84 182h232v22H84z" fill="#000" opacity=".14"/>
    <path d="M72 154h256c6 0 8 4 8 10v14c0 6-2 8-8 8H72c-6 0-8-2-8-8v-14c0-6 2-10 8-10z" fill="#cfa772"/>
    <path d="M80 164c60 8 120-6 240 2M80 176c80-6 160 6 240-2" stroke="#9b7443" stroke-opacity=".6" stroke-width="3" fill="none"/>
    <path d="M196 146v164" stroke="#3a352f" stroke-width="16"/><path d="M120 146c6-24 48-30 60-2M216 146c10-20 40-22 54 0" fill="#b98a4a"/>`,
  'FW-301': (colour) => `
    <path d="M70 70v250M330 92v228" stroke="#7a5f43" stroke-width="16" stroke-linecap="round"/>
    <path d="M70 96L330 116 372 236 176 262 34 222z" fill="${colour}"/><path d="M70 96L330 116 176 262 34 222z" fill="#fff" opacity=".1"/><path d="M330 116l42 120-196 26z" fill="#000" opacity=".16"/>
    <path d="M34 222L16 312M176 262l-14 66M372 236l16 76" stroke="#e9e3d6" stroke-width="4"/>
    <path d="M18 326h366" stroke="#5d7052" stroke-width="10" stroke-linecap="round" opacity=".5"/>`,
  'FW-302': (colour) => `
    <path d="M82 166c0-18 12-28 30-28h176c18 0 30 10 30 28v116c0 18-12 28-30 28H112c-18 0-30-10-30-28z" fill="${colour}"/>
    <path d="M82 214h236v20H82z" fill="#f1ede4" opacity=".7"/><path d="M82 246h236v7H82z" fill="#f1ede4" opacity=".45"/>
    <path d="M82 174c40 14 196 14 236 0" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="7"/>
    <path d="M288 138c22 8 30 22 30 44v100c0 18-12 28-30 28 12-40 12-132 0-172z" fill="#000" opacity=".18"/>
    <path d="M104 310v18m20-18v18m20-18v18m20-18v18m20-18v18m20-18v18m20-18v18m20-18v18m20-18v18" stroke="${colour}" stroke-width="5"/>`,
  'FW-303': (colour) => `
    <g fill="none" stroke="${colour}" stroke-width="15"><ellipse cx="200" cy="208" rx="112" ry="92"/><ellipse cx="204" cy="204" rx="90" ry="72"/><ellipse cx="198" cy="210" rx="68" ry="52"/><path d="M300 250c40 20 40 50 76 46" stroke-linecap="round"/></g>
    <g fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="4" stroke-dasharray="6 14"><ellipse cx="200" cy="208" rx="112" ry="92"/><ellipse cx="204" cy="204" rx="90" ry="72"/><ellipse cx="198" cy="210" rx="68" ry="52"/></g>
    <path d="M176 96v74m24-78v78m24-74v74" stroke="${colour}" stroke-width="17"/><path d="M176 96v74m24-78v78m24-74v74" stroke="#000" stroke-opacity=".22" stroke-width="17"/>`,
  'FW-304': (colour) => `
    <path d="M60 240l120-92 164 54-124 104z" fill="${colour}"/><path d="M60 240l120-92 164 54-124 104z" fill="#fff" opacity=".12"/>
    <path d="M60 240v16l160 66 124-104v-16L220 306z" fill="#3a352f"/><path d="M60 240v16l160 66v-16z" fill="#000" opacity=".2"/>
    <path d="M84 240l102-78 134 44-104 86z" fill="none" stroke="#000" stroke-opacity=".28" stroke-width="4" stroke-dasharray="10 8"/>`,
};

const grounds = ['#ece5d8', '#e3e8df', '#e4e6ea', '#efe3d9'];

/** A square SVG of the product in `colour`; `undefined` for a product without a drawing. */
export const drawProduct = (sku: string, colour: string): string | undefined => {
  const draw = Object.hasOwn(drawings, sku) ? drawings[sku] : undefined;
  if (!draw) return undefined;
  const ground = grounds[Number(sku.at(-1)) % grounds.length];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="${ground}"/><ellipse cx="200" cy="330" rx="150" ry="16" fill="#000" opacity=".08"/>${draw(colour)}</svg>`;
};

export const picturePath = (sku: string, variant: string): string => `/pictures/${sku}-${variant}.svg`;

/** The picture behind the start page's headline: hills, a path, a low sun. */
export const drawHills =
  (): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 520" preserveAspectRatio="xMidYMid slice">
  <rect width="1200" height="520" fill="#e9dfcb"/><circle cx="890" cy="170" r="74" fill="#f4c97a"/>
  <path d="M0 350c160-60 300-70 430-30s270-130 430-110 250 60 340 20v290H0z" fill="#aab89b"/>
  <path d="M0 420c200-60 360-20 520-20s300-100 680-40v180H0z" fill="#7f9470"/>
  <path d="M0 480c260-50 480 0 700-20s340-40 500-10v100H0z" fill="#5d7052"/>
  <path d="M610 520c20-40 110-44 96-70s-96-20-86-44 70-20 60-44" fill="none" stroke="#efe6d2" stroke-width="10" stroke-linecap="round"/>
  <g fill="#4a5b41"><path d="M980 424l28-84 28 84zM1046 430l20-60 20 60z"/></g></svg>`;
