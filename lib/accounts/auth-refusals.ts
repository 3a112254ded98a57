import type { AuthError } from '@supabase/supabase-js'
import { type Refusal, refuse } from '../errors.ts'

/** The sentence for a wrong address and for a wrong password: one, so that neither tells who has an account. */
export const WRONG_PAIR = 'The email address or the password is not right.'

/** What the sign-in service refused, where a person can do something about it; null means a fault, to be thrown. */
export function authRefusal(error: AuthError): Refusal | null {
  switch (error.code) {
    case 'invalid_credentials':
      return refuse('wrong_pair', WRONG_PAIR)
    case 'email_not_confirmed':
      return refuse('email_not_verified', 'Confirm your email address first: open the link in the mail we sent you.')
    case 'weak_password':
      return refuse('weak_password', 'This password is too easy to guess. Choose a longer one.', 'password')
    case 'same_password':
      return refuse('same_password', 'This is your password already. Choose a new one.', 'password')
    case 'email_address_invalid':
    case 'email_address_not_authorized':
      return refuse('email_invalid', 'Mail cannot be sent to this address. Check how it is spelled.', 'email')
    case 'otp_expired':
    case 'otp_disabled':
    case 'flow_state_expired':
      return refuse('link_not_valid', LINK_NOT_VALID)
    case 'over_request_rate_limit':
    case 'over_email_send_rate_limit':
      return refuse('too_many_attempts', 'Too many attempts. Try again in a few minutes.')
    default:
      return error.status === 429 ? refuse('too_many_attempts', 'Too many attempts. Try again in a few minutes.') : null
  }
}

export const LINK_NOT_VALID = 'This link was used already, or has expired. Ask for a new one below.'
