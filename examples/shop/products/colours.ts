// The colours that variants come in.
import type { Variant } from '../catalogue.ts';

export const moss: Variant = { id: 'moss', name: { de: 'Moos', en: 'Moss' }, colour: '#5d7052' };
export const slate: Variant = { id: 'slate', name: { de: 'Schiefer', en: 'Slate' }, colour: '#4b5a68' };
export const rust: Variant = { id: 'rust', name: { de: 'Rost', en: 'Rust' }, colour: '#b4573a' };
export const ochre: Variant = { id: 'ochre', name: { de: 'Ocker', en: 'Ochre' }, colour: '#c9973f' };
export const cream: Variant = { id: 'cream', name: { de: 'Creme', en: 'Cream' }, colour: '#e6dcc6' };
export const lake: Variant = { id: 'lake', name: { de: 'See', en: 'Lake' }, colour: '#3f7480' };
export const steel: Variant = { id: 'steel', name: { de: 'Stahl', en: 'Steel' }, colour: '#9aa3a8' };
