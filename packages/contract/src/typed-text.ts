import { z } from 'zod';
import { typedForm } from './typed-form.ts';

/** A text field of this form. Bounds and patterns that follow are held against it. */
export const typedText = () => z.string().overwrite(typedForm);
