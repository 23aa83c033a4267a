import type { Review, ReviewQuestion, ReviewState } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** First part of the keys of all that is asked of reviews. */
export const REVIEWS = 'reviews';

export const useReviews = (state: ReviewState | undefined) =>
  useQuery({
    queryKey: [REVIEWS, state],
    queryFn: () => call('GET /api/v1/reviews', { query: { state, limit: 500 } }),
  });

/** The answer that is judged stands in its case. */
export const useReviewedCase = (id: number) =>
  useQuery({
    queryKey: [REVIEWS, 'case', id],
    queryFn: () => call('GET /api/v1/cases/:id', { params: { id } }),
  });

/** A review with the form by which it is judged. */
export type FormReview = Review & { readonly questions: readonly ReviewQuestion[] };
