-- Whether each company's audit trail is as it was written, for `npm run verify-audit`: the first flaw of each, companies by key.
create function private.check_audit(p_after uuid, p_limit int)
returns table (company_id uuid, entries bigint, flaw text, at_entry bigint)
language sql
stable
security definer
set search_path = ''
as $$
  with asked as (
    select c.id as company_id from public.companies c where c.id > p_after order by c.id limit least(p_limit, 500)
  ), chain as (
    select a.company_id, a.seq, a.hash,
      case
        when a.seq <> row_number() over w then 'gap'
        when a.previous_hash <> lag(a.hash, 1, sha256(''::bytea)) over w then 'unlinked'
        when a.hash <> private.audit_hash(a.previous_hash, a.seq, a.happened_at, a.action, a.noun, a.row_count, a.target_ids, a.facts, a.commitment)
          or (a.personal is not null and coalesce(a.commitment <> sha256(a.salt || convert_to(a.personal::text, 'UTF8')), true)) then 'altered'
      end as flaw
    from asked
    join public.audit_log a using (company_id)
    window w as (partition by a.company_id order by a.seq)
  ), ends as (
    select c.company_id, count(*) as entries, max(c.seq) as last_seq, (array_agg(c.hash order by c.seq desc))[1] as last_hash,
      (array_agg(c.flaw order by c.seq) filter (where c.flaw is not null))[1] as flaw, min(c.seq) filter (where c.flaw is not null) as at_entry
    from chain c
    group by c.company_id
  )
  select k.company_id, coalesce(e.entries, 0),
    coalesce(e.flaw, case
      when h.seq is null and e.last_seq is not null then 'no head'
      when h.seq > coalesce(e.last_seq, 0) then 'cut off'
      when h.seq < e.last_seq then 'beyond'
      when h.hash <> e.last_hash then 'other head'
    end),
    coalesce(e.at_entry, e.last_seq, 0)
  from asked k
  left join ends e using (company_id)
  left join private.audit_heads h using (company_id)
  order by k.company_id;
$$;

revoke execute on function private.check_audit(uuid, int) from public, anon;
grant execute on function private.check_audit(uuid, int) to service_role;
create function public.check_audit(p_after uuid, p_limit int) returns table (company_id uuid, entries bigint, flaw text, at_entry bigint)
language sql stable set search_path = '' as $$ select * from private.check_audit(p_after, p_limit) $$;
revoke execute on function public.check_audit(uuid, int) from public, anon;
grant execute on function public.check_audit(uuid, int) to service_role;
