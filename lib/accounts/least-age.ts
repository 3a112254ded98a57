/** Nobody younger has an account (PRODUCT 7). Said where an account begins and in the privacy policy; nobody's age is asked for. */
export const LEAST_AGE = 16
