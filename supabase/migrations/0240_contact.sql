-- What people without an account write to us. Only our own server takes a message in, after it has counted attempts; only
-- operators read it. A message is nobody's tenant data: it is kept for a year and deleted by the daily run.

create table private.contact_messages (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint contact_messages_name check (length(btrim(name)) between 1 and 120),
  email text not null constraint contact_messages_email check (length(email) between 3 and 254),
  company text constraint contact_messages_company check (length(company) <= 160),
  message text not null constraint contact_messages_message check (length(btrim(message)) between 1 and 5000),
  state text not null default 'open' constraint contact_messages_state check (state in ('open', 'answered', 'closed')),
  settled_by uuid references auth.users (id) on delete set null,
  settled_at timestamptz,
  created_at timestamptz not null default now()
);
create index contact_messages_time on private.contact_messages (created_at desc);
create index contact_messages_settled_by on private.contact_messages (settled_by);

select private.classify('private.contact_messages', 'id name email company message state settled_by settled_at created_at',
  'left out', 'kept', 'nobody', 'letters to us from anybody at all, of no company; deleted after a year or by an operator');

-- Keeps a message and tells every operator that there is one. What was written goes into no mail.
create function private.send_contact_message(p_name text, p_email text, p_company text, p_message text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_id uuid;
begin
  insert into private.contact_messages (name, email, company, message)
  values (btrim(p_name), btrim(p_email), nullif(btrim(p_company), ''), btrim(p_message))
  returning id into v_id;
  perform private.queue_email(null, u.email::text, 'contact_message', '{}')
  from private.operators o join auth.users u on u.id = o.user_id;
  return v_id;
end;
$$;

-- The desk's list: what is open first, the newest first.
create function private.list_contact_messages()
returns table (id uuid, name text, email text, company text, message text, state text, created_at timestamptz, settled_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform private.require_operator();
  return query
  select m.id, m.name, m.email, m.company, m.message, m.state, m.created_at, m.settled_at
  from private.contact_messages m
  order by m.state = 'open' desc, m.created_at desc limit 200;
end;
$$;

-- Answered, closed without an answer, or open again. Answers are written from the operator's own mailbox.
create function private.settle_contact_message(p_id uuid, p_state text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_operator uuid := private.require_operator();
begin
  if coalesce(p_state, '') not in ('open', 'answered', 'closed') then
    perform private.refuse('not_allowed');
  end if;
  update private.contact_messages m
  set state = p_state,
      settled_by = case when p_state <> 'open' then v_operator end,
      settled_at = case when p_state <> 'open' then now() end
  where m.id = p_id;
  if not found then
    perform private.refuse('not_found');
  end if;
  perform private.log_desk('settled a message', jsonb_build_object('message', p_id, 'state', p_state));
end;
$$;

-- Takes a message away for good: spam, or somebody asked for it.
create function private.delete_contact_message(p_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.require_operator();
  delete from private.contact_messages m where m.id = p_id;
  if not found then
    perform private.refuse('not_found');
  end if;
  perform private.log_desk('deleted a message', jsonb_build_object('message', p_id));
end;
$$;

-- The daily run: messages whose days are over, whatever their state.
create function private.purge_contact_messages(p_days int)
returns int
language sql
security definer
set search_path = ''
as $$
  with gone as (
    delete from private.contact_messages m where m.created_at < now() - make_interval(days => greatest(p_days, 30)) returning 1
  )
  select count(*)::int from gone;
$$;

revoke execute on function
  private.send_contact_message(text, text, text, text), private.list_contact_messages(), private.settle_contact_message(uuid, text),
  private.delete_contact_message(uuid), private.purge_contact_messages(int)
from public, anon;
grant execute on function
  private.list_contact_messages(), private.settle_contact_message(uuid, text), private.delete_contact_message(uuid)
to authenticated;
grant execute on function private.send_contact_message(text, text, text, text), private.purge_contact_messages(int) to service_role;

create function public.send_contact_message(p_name text, p_email text, p_company text, p_message text)
returns uuid language sql set search_path = '' as $$ select private.send_contact_message(p_name, p_email, p_company, p_message) $$;
create function public.list_contact_messages()
returns table (id uuid, name text, email text, company text, message text, state text, created_at timestamptz, settled_at timestamptz)
language sql stable set search_path = '' as $$ select * from private.list_contact_messages() $$;
create function public.settle_contact_message(p_id uuid, p_state text)
returns void language sql set search_path = '' as $$ select private.settle_contact_message(p_id, p_state) $$;
create function public.delete_contact_message(p_id uuid)
returns void language sql set search_path = '' as $$ select private.delete_contact_message(p_id) $$;
create function public.purge_contact_messages(p_days int)
returns int language sql set search_path = '' as $$ select private.purge_contact_messages(p_days) $$;
grant execute on function
  public.list_contact_messages(), public.settle_contact_message(uuid, text), public.delete_contact_message(uuid)
to authenticated;
grant execute on function public.send_contact_message(text, text, text, text), public.purge_contact_messages(int) to service_role;
