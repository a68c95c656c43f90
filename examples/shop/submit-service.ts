// Messages to the shop: contact, newsletter.
import { isEmail } from './checkout.ts';
import { type ContactForm, contactPage, messagePage } from './pages/service.ts';
import type { Submit } from './submission.ts';
import { texts } from './texts.ts';

export const submitContact: Submit = (form, _session, language) => {
  const typed: ContactForm = {
    name: form('name').trim(),
    email: form('email').trim(),
    message: form('message').trim(),
  };
  const errors = (['name', 'email', 'message'] as const).filter((name) => {
    if (name === 'email') return !isEmail(typed.email);
    return name === 'name'
      ? typed.name === '' || typed.name.length > 80
      : typed.message.length < 10 || typed.message.length > 2000;
  });
  if (errors.length > 0) return { content: contactPage(language, typed, errors), isRefusal: true };
  const { contactTitle, contactDone } = texts[language];
  return {
    content: messagePage(language, contactTitle, contactDone),
    isRefusal: false,
    pushes: [{ event: 'generate_lead', lead_source: 'contact' }],
  };
};

export const submitNewsletter: Submit = (form, _session, language) => {
  const { newsletterTitle, newsletterDone, fieldErrors } = texts[language];
  const isRefusal = !isEmail(form('email').trim());
  return {
    content: messagePage(language, newsletterTitle, isRefusal ? fieldErrors.email : newsletterDone),
    isRefusal,
    ...(!isRefusal && { pushes: [{ event: 'generate_lead', lead_source: 'newsletter' }] }),
  };
};
