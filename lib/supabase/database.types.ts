export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "audit_log": {
                  Row: {
                    "action": string,"commitment": string,"company_id": string,"facts": NonNullable<Json>,"happened_at": string,"hash": string,"noun": string,"personal": Json | null,"previous_hash": string,"row_count": number,"salt": string | null,"seq": number,"target_ids": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"commitment": string,"company_id": string,"facts"?: NonNullable<Json>,"happened_at"?: string,"hash": string,"noun": string,"personal"?: Json | null,"previous_hash": string,"row_count": number,"salt"?: string | null,"seq": number,"target_ids"?: (string)[]
                  }
                  Update: {
                    "action"?: string,"commitment"?: string,"company_id"?: string,"facts"?: NonNullable<Json>,"happened_at"?: string,"hash"?: string,"noun"?: string,"personal"?: Json | null,"previous_hash"?: string,"row_count"?: number,"salt"?: string | null,"seq"?: number,"target_ids"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "audit_log_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"branches": {
                  Row: {
                    "company_id": string,"created_at": string,"deleted_at": string | null,"id": string,"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"deleted_at"?: string | null,"id"?: string,"name": string,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"id"?: string,"name"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"companies": {
                  Row: {
                    "city": string | null,"created_at": string,"deletion_clock_starts_at": string | null,"email": string | null,"erased_at": string | null,"id": string,"licence_text": string | null,"line1": string | null,"line2": string | null,"logo_file_id": string | null,"name": string,"phone": string | null,"state": string | null,"subscription_status": string,"time_zone": string,"trial_ends_at": string,"updated_at": string,"zip": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "city"?: string | null,"created_at"?: string,"deletion_clock_starts_at"?: string | null,"email"?: string | null,"erased_at"?: string | null,"id"?: string,"licence_text"?: string | null,"line1"?: string | null,"line2"?: string | null,"logo_file_id"?: string | null,"name": string,"phone"?: string | null,"state"?: string | null,"subscription_status"?: string,"time_zone"?: string,"trial_ends_at"?: string,"updated_at"?: string,"zip"?: string | null
                  }
                  Update: {
                    "city"?: string | null,"created_at"?: string,"deletion_clock_starts_at"?: string | null,"email"?: string | null,"erased_at"?: string | null,"id"?: string,"licence_text"?: string | null,"line1"?: string | null,"line2"?: string | null,"logo_file_id"?: string | null,"name"?: string,"phone"?: string | null,"state"?: string | null,"subscription_status"?: string,"time_zone"?: string,"trial_ends_at"?: string,"updated_at"?: string,"zip"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "companies_logo"
      columns: ["id","logo_file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"company_districts": {
                  Row: {
                    "company_id": string,"contact_name": string | null,"created_at": string,"deleted_at": string | null,"detector_layout": string,"district_id": string | null,"due_rule": Json | null,"email": string | null,"id": string,"import_id": string | null,"match_key": string,"name": string,"notes": string | null,"phone": string | null,"profile_overrides": NonNullable<Json>,"pws_id": string | null,"repair_days": number | null,"rule_profile": string | null,"state": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"contact_name"?: string | null,"created_at"?: string,"deleted_at"?: string | null,"detector_layout"?: string,"district_id"?: string | null,"due_rule"?: Json | null,"email"?: string | null,"id"?: string,"import_id"?: string | null,"match_key": string,"name": string,"notes"?: string | null,"phone"?: string | null,"profile_overrides"?: NonNullable<Json>,"pws_id"?: string | null,"repair_days"?: number | null,"rule_profile"?: string | null,"state"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"contact_name"?: string | null,"created_at"?: string,"deleted_at"?: string | null,"detector_layout"?: string,"district_id"?: string | null,"due_rule"?: Json | null,"email"?: string | null,"id"?: string,"import_id"?: string | null,"match_key"?: string,"name"?: string,"notes"?: string | null,"phone"?: string | null,"profile_overrides"?: NonNullable<Json>,"pws_id"?: string | null,"repair_days"?: number | null,"rule_profile"?: string | null,"state"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_districts_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_districts_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    }
                  ]
                },"company_settings": {
                  Row: {
                    "certification_sentence": string,"company_id": string,"due_soon_days": number,"first_invoice_number": number,"first_run_hidden": boolean,"payment_days": number,"photo_days": number,"sample_data": boolean,"target_lead_days": number,"tax_hundredths_percent": number,"technicians_see_prices": boolean,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "certification_sentence"?: string,"company_id": string,"due_soon_days"?: number,"first_invoice_number"?: number,"first_run_hidden"?: boolean,"payment_days"?: number,"photo_days"?: number,"sample_data"?: boolean,"target_lead_days"?: number,"tax_hundredths_percent"?: number,"technicians_see_prices"?: boolean,"updated_at"?: string
                  }
                  Update: {
                    "certification_sentence"?: string,"company_id"?: string,"due_soon_days"?: number,"first_invoice_number"?: number,"first_run_hidden"?: boolean,"payment_days"?: number,"photo_days"?: number,"sample_data"?: boolean,"target_lead_days"?: number,"tax_hundredths_percent"?: number,"technicians_see_prices"?: boolean,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_settings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_locations": {
                  Row: {
                    "access_notes": string | null,"alarm_phone": string | null,"city": string | null,"company_id": string,"contact_name": string | null,"county": string | null,"created_at": string,"customer_id": string,"deleted_at": string | null,"email": string | null,"fire_phone": string | null,"gate_code": string | null,"id": string,"import_id": string | null,"latitude": number | null,"line1": string,"line2": string | null,"longitude": number | null,"match_key": string,"name": string | null,"phone": string | null,"position_at": string | null,"position_precision": string | null,"state": string | null,"time_zone": string | null,"updated_at": string,"zip": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_notes"?: string | null,"alarm_phone"?: string | null,"city"?: string | null,"company_id": string,"contact_name"?: string | null,"county"?: string | null,"created_at"?: string,"customer_id": string,"deleted_at"?: string | null,"email"?: string | null,"fire_phone"?: string | null,"gate_code"?: string | null,"id"?: string,"import_id"?: string | null,"latitude"?: number | null,"line1": string,"line2"?: string | null,"longitude"?: number | null,"match_key": string,"name"?: string | null,"phone"?: string | null,"position_at"?: string | null,"position_precision"?: string | null,"state"?: string | null,"time_zone"?: string | null,"updated_at"?: string,"zip"?: string | null
                  }
                  Update: {
                    "access_notes"?: string | null,"alarm_phone"?: string | null,"city"?: string | null,"company_id"?: string,"contact_name"?: string | null,"county"?: string | null,"created_at"?: string,"customer_id"?: string,"deleted_at"?: string | null,"email"?: string | null,"fire_phone"?: string | null,"gate_code"?: string | null,"id"?: string,"import_id"?: string | null,"latitude"?: number | null,"line1"?: string,"line2"?: string | null,"longitude"?: number | null,"match_key"?: string,"name"?: string | null,"phone"?: string | null,"position_at"?: string | null,"position_precision"?: string | null,"state"?: string | null,"time_zone"?: string | null,"updated_at"?: string,"zip"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_locations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_locations_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_locations_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"customers": {
                  Row: {
                    "branch_id": string | null,"city": string | null,"company_id": string,"contact_name": string | null,"created_at": string,"deleted_at": string | null,"email": string | null,"id": string,"import_id": string | null,"line1": string | null,"line2": string | null,"match_key": string,"name": string,"notes": string | null,"parent_name": string | null,"phone": string | null,"state": string | null,"updated_at": string,"zip": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "branch_id"?: string | null,"city"?: string | null,"company_id": string,"contact_name"?: string | null,"created_at"?: string,"deleted_at"?: string | null,"email"?: string | null,"id"?: string,"import_id"?: string | null,"line1"?: string | null,"line2"?: string | null,"match_key": string,"name": string,"notes"?: string | null,"parent_name"?: string | null,"phone"?: string | null,"state"?: string | null,"updated_at"?: string,"zip"?: string | null
                  }
                  Update: {
                    "branch_id"?: string | null,"city"?: string | null,"company_id"?: string,"contact_name"?: string | null,"created_at"?: string,"deleted_at"?: string | null,"email"?: string | null,"id"?: string,"import_id"?: string | null,"line1"?: string | null,"line2"?: string | null,"match_key"?: string,"name"?: string,"notes"?: string | null,"parent_name"?: string | null,"phone"?: string | null,"state"?: string | null,"updated_at"?: string,"zip"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "customers_branch"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"deficiencies": {
                  Row: {
                    "approved_on": string | null,"closed_because": string | null,"closed_by_id": string | null,"closed_on": string | null,"company_id": string,"created_at": string,"declined_on": string | null,"device_id": string,"failed_on": string,"id": string,"opened_by_id": string | null,"quoted_on": string | null,"repair_due_on": string | null,"updated_at": string,"work_order_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "approved_on"?: string | null,"closed_because"?: string | null,"closed_by_id"?: string | null,"closed_on"?: string | null,"company_id": string,"created_at"?: string,"declined_on"?: string | null,"device_id": string,"failed_on": string,"id"?: string,"opened_by_id"?: string | null,"quoted_on"?: string | null,"repair_due_on"?: string | null,"updated_at"?: string,"work_order_id"?: string | null
                  }
                  Update: {
                    "approved_on"?: string | null,"closed_because"?: string | null,"closed_by_id"?: string | null,"closed_on"?: string | null,"company_id"?: string,"created_at"?: string,"declined_on"?: string | null,"device_id"?: string,"failed_on"?: string,"id"?: string,"opened_by_id"?: string | null,"quoted_on"?: string | null,"repair_due_on"?: string | null,"updated_at"?: string,"work_order_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "deficiencies_closed_by"
      columns: ["company_id","closed_by_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_closed_by"
      columns: ["company_id","closed_by_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deficiencies_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_opened_by"
      columns: ["company_id","opened_by_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_opened_by"
      columns: ["company_id","opened_by_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "order_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_order_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_orders"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"device_history": {
                  Row: {
                    "changes": NonNullable<Json>,"company_id": string,"device_id": string,"happened_at": string,"id": string,"import_id": string | null,"profile_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "changes": NonNullable<Json>,"company_id": string,"device_id": string,"happened_at"?: string,"id"?: string,"import_id"?: string | null,"profile_id"?: string | null
                  }
                  Update: {
                    "changes"?: NonNullable<Json>,"company_id"?: string,"device_id"?: string,"happened_at"?: string,"id"?: string,"import_id"?: string | null,"profile_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "device_history_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "device_history_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_history_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_history_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"device_photos": {
                  Row: {
                    "caption": string | null,"company_id": string,"created_at": string,"created_by": string | null,"deleted_at": string | null,"device_id": string,"file_id": string,"id": string,"test_record_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "caption"?: string | null,"company_id": string,"created_at"?: string,"created_by"?: string | null,"deleted_at"?: string | null,"device_id": string,"file_id": string,"id"?: string,"test_record_id"?: string | null
                  }
                  Update: {
                    "caption"?: string | null,"company_id"?: string,"created_at"?: string,"created_by"?: string | null,"deleted_at"?: string | null,"device_id"?: string,"file_id"?: string,"id"?: string,"test_record_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "device_photos_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "device_photos_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_photos_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_photos_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_photos_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_photos_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_photos_file"
      columns: ["company_id","file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_photos_test_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "device_photos_test_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"devices": {
                  Row: {
                    "account_no": string | null,"bypass_manufacturer": string | null,"bypass_model": string | null,"bypass_serial": string | null,"bypass_size": string | null,"company_district_id": string | null,"company_id": string,"containment": boolean | null,"created_at": string,"deleted_at": string | null,"district_due_on": string | null,"district_due_source": string | null,"due_anchor_on": string | null,"due_base_anchor_on": string | null,"due_base_on": string | null,"due_base_source": string | null,"due_base_through": string | null,"external_id": string | null,"failed_on": string | null,"hazard": string | null,"id": string,"import_id": string | null,"installed_on": string | null,"interval_months": number | null,"last_result": string | null,"last_tested_on": string | null,"location_id": string,"location_on_site": string | null,"manufacturer": string | null,"match_key": string,"meter_no": string | null,"model": string | null,"non_potable_supply": boolean,"notes": string | null,"our_target_by_hand": boolean,"our_target_on": string | null,"photo_file_id": string | null,"price_cents": number | null,"records_version": number,"repair_due_on": string | null,"replaced_by_id": string | null,"serial": string | null,"serves": string | null,"size": string | null,"size_thousandths_in": number | null,"status": string,"tag_no": string | null,"test_yearly": boolean | null,"type": string,"updated_at": string,"use": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "account_no"?: string | null,"bypass_manufacturer"?: string | null,"bypass_model"?: string | null,"bypass_serial"?: string | null,"bypass_size"?: string | null,"company_district_id"?: string | null,"company_id": string,"containment"?: boolean | null,"created_at"?: string,"deleted_at"?: string | null,"district_due_on"?: string | null,"district_due_source"?: string | null,"due_anchor_on"?: string | null,"due_base_anchor_on"?: string | null,"due_base_on"?: string | null,"due_base_source"?: string | null,"due_base_through"?: string | null,"external_id"?: string | null,"failed_on"?: string | null,"hazard"?: string | null,"id"?: string,"import_id"?: string | null,"installed_on"?: string | null,"interval_months"?: number | null,"last_result"?: string | null,"last_tested_on"?: string | null,"location_id": string,"location_on_site"?: string | null,"manufacturer"?: string | null,"match_key": string,"meter_no"?: string | null,"model"?: string | null,"non_potable_supply"?: boolean,"notes"?: string | null,"our_target_by_hand"?: boolean,"our_target_on"?: string | null,"photo_file_id"?: string | null,"price_cents"?: number | null,"records_version"?: number,"repair_due_on"?: string | null,"replaced_by_id"?: string | null,"serial"?: string | null,"serves"?: string | null,"size"?: string | null,"size_thousandths_in"?: number | null,"status"?: string,"tag_no"?: string | null,"test_yearly"?: boolean | null,"type": string,"updated_at"?: string,"use"?: string | null
                  }
                  Update: {
                    "account_no"?: string | null,"bypass_manufacturer"?: string | null,"bypass_model"?: string | null,"bypass_serial"?: string | null,"bypass_size"?: string | null,"company_district_id"?: string | null,"company_id"?: string,"containment"?: boolean | null,"created_at"?: string,"deleted_at"?: string | null,"district_due_on"?: string | null,"district_due_source"?: string | null,"due_anchor_on"?: string | null,"due_base_anchor_on"?: string | null,"due_base_on"?: string | null,"due_base_source"?: string | null,"due_base_through"?: string | null,"external_id"?: string | null,"failed_on"?: string | null,"hazard"?: string | null,"id"?: string,"import_id"?: string | null,"installed_on"?: string | null,"interval_months"?: number | null,"last_result"?: string | null,"last_tested_on"?: string | null,"location_id"?: string,"location_on_site"?: string | null,"manufacturer"?: string | null,"match_key"?: string,"meter_no"?: string | null,"model"?: string | null,"non_potable_supply"?: boolean,"notes"?: string | null,"our_target_by_hand"?: boolean,"our_target_on"?: string | null,"photo_file_id"?: string | null,"price_cents"?: number | null,"records_version"?: number,"repair_due_on"?: string | null,"replaced_by_id"?: string | null,"serial"?: string | null,"serves"?: string | null,"size"?: string | null,"size_thousandths_in"?: number | null,"status"?: string,"tag_no"?: string | null,"test_yearly"?: boolean | null,"type"?: string,"updated_at"?: string,"use"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "company_districts"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_rules"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "devices_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "customer_locations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "location_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_photo"
      columns: ["company_id","photo_file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_replaced_by"
      columns: ["company_id","replaced_by_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_replaced_by"
      columns: ["company_id","replaced_by_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_replaced_by"
      columns: ["company_id","replaced_by_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"district_forms": {
                  Row: {
                    "company_district_id": string,"company_id": string,"created_at": string,"deleted_at": string | null,"file_id": string,"id": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_district_id": string,"company_id": string,"created_at"?: string,"deleted_at"?: string | null,"file_id": string,"id"?: string,"name": string
                  }
                  Update: {
                    "company_district_id"?: string,"company_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"file_id"?: string,"id"?: string,"name"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "district_forms_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "district_forms_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "company_districts"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "district_forms_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "district_forms_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_rules"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "district_forms_file"
      columns: ["company_id","file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"districts": {
                  Row: {
                    "aliases": (string)[],"cities": (string)[],"counties": (string)[],"due_detail": string | null,"due_rule": Json | null,"failed_report_policy": string | null,"fee_note": string | null,"filing_fee_cents": number | null,"id": string,"name": string,"notice_ladder": string | null,"phone": string | null,"portal_family": string | null,"portal_url": string | null,"profile_overrides": NonNullable<Json>,"program_url": string | null,"repair_days": number | null,"retention_years": number | null,"rule_profile": string | null,"slug": string,"source_urls": (string)[],"stale_after_days": number,"state": string,"submit_deadline_unit": string | null,"submit_deadline_value": number | null,"submit_method": string | null,"tester_list_mode": string | null,"tester_list_url": string | null,"tester_rules": string | null,"verified_on": string
                  }
                  ComputedFields: never
                  Insert: {
                    "aliases"?: (string)[],"cities"?: (string)[],"counties"?: (string)[],"due_detail"?: string | null,"due_rule"?: Json | null,"failed_report_policy"?: string | null,"fee_note"?: string | null,"filing_fee_cents"?: number | null,"id"?: string,"name": string,"notice_ladder"?: string | null,"phone"?: string | null,"portal_family"?: string | null,"portal_url"?: string | null,"profile_overrides"?: NonNullable<Json>,"program_url"?: string | null,"repair_days"?: number | null,"retention_years"?: number | null,"rule_profile"?: string | null,"slug": string,"source_urls"?: (string)[],"stale_after_days"?: number,"state": string,"submit_deadline_unit"?: string | null,"submit_deadline_value"?: number | null,"submit_method"?: string | null,"tester_list_mode"?: string | null,"tester_list_url"?: string | null,"tester_rules"?: string | null,"verified_on": string
                  }
                  Update: {
                    "aliases"?: (string)[],"cities"?: (string)[],"counties"?: (string)[],"due_detail"?: string | null,"due_rule"?: Json | null,"failed_report_policy"?: string | null,"fee_note"?: string | null,"filing_fee_cents"?: number | null,"id"?: string,"name"?: string,"notice_ladder"?: string | null,"phone"?: string | null,"portal_family"?: string | null,"portal_url"?: string | null,"profile_overrides"?: NonNullable<Json>,"program_url"?: string | null,"repair_days"?: number | null,"retention_years"?: number | null,"rule_profile"?: string | null,"slug"?: string,"source_urls"?: (string)[],"stale_after_days"?: number,"state"?: string,"submit_deadline_unit"?: string | null,"submit_deadline_value"?: number | null,"submit_method"?: string | null,"tester_list_mode"?: string | null,"tester_list_url"?: string | null,"tester_rules"?: string | null,"verified_on"?: string
                  }
                  Relationships: [
                    
                  ]
                },"files": {
                  Row: {
                    "company_id": string,"content_type": string,"created_at": string,"created_by": string | null,"deleted_at": string | null,"file_name": string | null,"id": string,"kind": string,"path": string,"sealed_at": string | null,"sha256": string,"size_bytes": number
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"content_type": string,"created_at"?: string,"created_by"?: string | null,"deleted_at"?: string | null,"file_name"?: string | null,"id"?: string,"kind": string,"path": string,"sealed_at"?: string | null,"sha256": string,"size_bytes": number
                  }
                  Update: {
                    "company_id"?: string,"content_type"?: string,"created_at"?: string,"created_by"?: string | null,"deleted_at"?: string | null,"file_name"?: string | null,"id"?: string,"kind"?: string,"path"?: string,"sealed_at"?: string | null,"sha256"?: string,"size_bytes"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "files_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "files_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "files_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"gauge_calibrations": {
                  Row: {
                    "calibrated_on": string,"certificate_file_id": string | null,"certificate_no": string | null,"company_id": string,"created_at": string,"deleted_at": string | null,"gauge_id": string,"id": string,"lab": string | null,"max_error_hundredths_psid": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "calibrated_on": string,"certificate_file_id"?: string | null,"certificate_no"?: string | null,"company_id": string,"created_at"?: string,"deleted_at"?: string | null,"gauge_id": string,"id"?: string,"lab"?: string | null,"max_error_hundredths_psid"?: number | null
                  }
                  Update: {
                    "calibrated_on"?: string,"certificate_file_id"?: string | null,"certificate_no"?: string | null,"company_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"gauge_id"?: string,"id"?: string,"lab"?: string | null,"max_error_hundredths_psid"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "gauge_calibrations_certificate"
      columns: ["company_id","certificate_file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "gauge_calibrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "gauge_calibrations_gauge"
      columns: ["company_id","gauge_id"]
isOneToOne: false
      referencedRelation: "gauge_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "gauge_calibrations_gauge"
      columns: ["company_id","gauge_id"]
isOneToOne: false
      referencedRelation: "gauges"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"gauges": {
                  Row: {
                    "assigned_to": string | null,"company_id": string,"created_at": string,"deleted_at": string | null,"id": string,"interval_months": number,"kind": string,"manufacturer": string,"model": string,"notes": string | null,"retired_on": string | null,"serial": string,"updated_at": string,"water_class": string
                  }
                  ComputedFields: never
                  Insert: {
                    "assigned_to"?: string | null,"company_id": string,"created_at"?: string,"deleted_at"?: string | null,"id"?: string,"interval_months"?: number,"kind"?: string,"manufacturer": string,"model": string,"notes"?: string | null,"retired_on"?: string | null,"serial": string,"updated_at"?: string,"water_class"?: string
                  }
                  Update: {
                    "assigned_to"?: string | null,"company_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"id"?: string,"interval_months"?: number,"kind"?: string,"manufacturer"?: string,"model"?: string,"notes"?: string | null,"retired_on"?: string | null,"serial"?: string,"updated_at"?: string,"water_class"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "gauges_assigned_to"
      columns: ["company_id","assigned_to"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "gauges_assigned_to"
      columns: ["company_id","assigned_to"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "gauges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"import_mappings": {
                  Row: {
                    "company_id": string,"mapping": NonNullable<Json>,"signature": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"mapping": NonNullable<Json>,"signature": string,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"mapping"?: NonNullable<Json>,"signature"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_mappings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"import_rows": {
                  Row: {
                    "answers": NonNullable<Json>,"before": Json | null,"changes": Json | null,"clean": NonNullable<Json>,"codes": (string)[],"company_district_id": string | null,"company_id": string,"creates": (string)[],"customer_id": string | null,"customer_keys": (string)[],"decision": string | null,"device_id": string | null,"device_keys": (string)[],"device_type": string | null,"district_key": string | null,"district_slug": string | null,"external_id": string | null,"file_reasons": NonNullable<Json>,"import_id": string,"location_id": string | null,"location_key": string,"open_codes": (string)[],"reasons": NonNullable<Json>,"refused": boolean,"repeats": boolean,"row_no": number,"same_as": number | null,"search_text": string,"serial_key": string | null,"status": string,"test_record_id": string | null,"writes": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "answers"?: NonNullable<Json>,"before"?: Json | null,"changes"?: Json | null,"clean": NonNullable<Json>,"codes"?: (string)[],"company_district_id"?: string | null,"company_id": string,"creates"?: (string)[],"customer_id"?: string | null,"customer_keys"?: (string)[],"decision"?: string | null,"device_id"?: string | null,"device_keys"?: (string)[],"device_type"?: string | null,"district_key"?: string | null,"district_slug"?: string | null,"external_id"?: string | null,"file_reasons"?: NonNullable<Json>,"import_id": string,"location_id"?: string | null,"location_key"?: string,"open_codes"?: (string)[],"reasons"?: NonNullable<Json>,"refused"?: boolean,"repeats"?: boolean,"row_no": number,"same_as"?: number | null,"search_text"?: string,"serial_key"?: string | null,"status"?: string,"test_record_id"?: string | null,"writes"?: (string)[]
                  }
                  Update: {
                    "answers"?: NonNullable<Json>,"before"?: Json | null,"changes"?: Json | null,"clean"?: NonNullable<Json>,"codes"?: (string)[],"company_district_id"?: string | null,"company_id"?: string,"creates"?: (string)[],"customer_id"?: string | null,"customer_keys"?: (string)[],"decision"?: string | null,"device_id"?: string | null,"device_keys"?: (string)[],"device_type"?: string | null,"district_key"?: string | null,"district_slug"?: string | null,"external_id"?: string | null,"file_reasons"?: NonNullable<Json>,"import_id"?: string,"location_id"?: string | null,"location_key"?: string,"open_codes"?: (string)[],"reasons"?: NonNullable<Json>,"refused"?: boolean,"repeats"?: boolean,"row_no"?: number,"same_as"?: number | null,"search_text"?: string,"serial_key"?: string | null,"status"?: string,"test_record_id"?: string | null,"writes"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_rows_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "import_rows_import"
      columns: ["company_id","import_id"]
isOneToOne: false
      referencedRelation: "import_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "import_rows_import"
      columns: ["company_id","import_id"]
isOneToOne: false
      referencedRelation: "imports"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"imports": {
                  Row: {
                    "committed_at": string | null,"committed_by": string | null,"company_id": string,"counts": NonNullable<Json>,"created_at": string,"created_by": string | null,"file_id": string,"file_name": string,"header": Json | null,"id": string,"mapping": Json | null,"mapping_remembered": boolean,"refusal": Json | null,"resolved_at_seq": number | null,"result": Json | null,"sheet_kind": string | null,"staged_at": string | null,"staged_rows": number,"state": string,"total_rows": number | null,"undone_at": string | null,"undone_by": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "committed_at"?: string | null,"committed_by"?: string | null,"company_id": string,"counts"?: NonNullable<Json>,"created_at"?: string,"created_by"?: string | null,"file_id": string,"file_name": string,"header"?: Json | null,"id"?: string,"mapping"?: Json | null,"mapping_remembered"?: boolean,"refusal"?: Json | null,"resolved_at_seq"?: number | null,"result"?: Json | null,"sheet_kind"?: string | null,"staged_at"?: string | null,"staged_rows"?: number,"state"?: string,"total_rows"?: number | null,"undone_at"?: string | null,"undone_by"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "committed_at"?: string | null,"committed_by"?: string | null,"company_id"?: string,"counts"?: NonNullable<Json>,"created_at"?: string,"created_by"?: string | null,"file_id"?: string,"file_name"?: string,"header"?: Json | null,"id"?: string,"mapping"?: Json | null,"mapping_remembered"?: boolean,"refusal"?: Json | null,"resolved_at_seq"?: number | null,"result"?: Json | null,"sheet_kind"?: string | null,"staged_at"?: string | null,"staged_rows"?: number,"state"?: string,"total_rows"?: number | null,"undone_at"?: string | null,"undone_by"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "imports_committed_by"
      columns: ["company_id","committed_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "imports_committed_by"
      columns: ["company_id","committed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "imports_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "imports_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "imports_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "imports_file"
      columns: ["company_id","file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "imports_undone_by"
      columns: ["company_id","undone_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "imports_undone_by"
      columns: ["company_id","undone_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"invitations": {
                  Row: {
                    "accepted_at": string | null,"company_id": string,"created_at": string,"created_by": string,"email": string,"expires_at": string,"full_name": string,"id": string,"revoked_at": string | null,"role": string,"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"company_id": string,"created_at"?: string,"created_by": string,"email": string,"expires_at"?: string,"full_name": string,"id"?: string,"revoked_at"?: string | null,"role": string,"token_hash": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"company_id"?: string,"created_at"?: string,"created_by"?: string,"email"?: string,"expires_at"?: string,"full_name"?: string,"id"?: string,"revoked_at"?: string | null,"role"?: string,"token_hash"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invitations_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"invoice_lines": {
                  Row: {
                    "amount_cents": number,"company_id": string,"created_at": string,"credits_line_id": string | null,"description": string,"id": string,"invoice_id": string,"position": number,"quantity_hundredths": number,"tax_cents": number,"tax_hundredths_percent": number,"tax_rounding_cents": number,"test_record_id": string | null,"unit_cents": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_cents"?: never,"company_id": string,"created_at"?: string,"credits_line_id"?: string | null,"description": string,"id"?: string,"invoice_id": string,"position": number,"quantity_hundredths": number,"tax_cents"?: never,"tax_hundredths_percent"?: number,"tax_rounding_cents"?: number,"test_record_id"?: string | null,"unit_cents": number
                  }
                  Update: {
                    "amount_cents"?: never,"company_id"?: string,"created_at"?: string,"credits_line_id"?: string | null,"description"?: string,"id"?: string,"invoice_id"?: string,"position"?: number,"quantity_hundredths"?: number,"tax_cents"?: never,"tax_hundredths_percent"?: number,"tax_rounding_cents"?: number,"test_record_id"?: string | null,"unit_cents"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "invoice_lines_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invoice_lines_credits"
      columns: ["company_id","credits_line_id"]
isOneToOne: false
      referencedRelation: "invoice_line_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoice_lines_credits"
      columns: ["company_id","credits_line_id"]
isOneToOne: false
      referencedRelation: "invoice_lines"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoice_lines_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoice_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoice_lines_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoice_lines_test_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoice_lines_test_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"invoices": {
                  Row: {
                    "company_id": string,"created_at": string,"credited_cents": number,"credits_id": string | null,"currency": string,"customer_id": string | null,"customer_snapshot": Json | null,"due_on": string | null,"file_id": string | null,"file_sha256": string | null,"id": string,"kind": string,"link_hash": string | null,"memo": string | null,"number": number | null,"paid_cents": number,"sent_at": string | null,"state": string,"tax_cents": number,"total_cents": number,"updated_at": string,"void_reason": string | null,"voided_at": string | null,"work_order_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"credited_cents"?: number,"credits_id"?: string | null,"currency"?: string,"customer_id"?: string | null,"customer_snapshot"?: Json | null,"due_on"?: string | null,"file_id"?: string | null,"file_sha256"?: string | null,"id"?: string,"kind"?: string,"link_hash"?: string | null,"memo"?: string | null,"number"?: number | null,"paid_cents"?: number,"sent_at"?: string | null,"state"?: string,"tax_cents"?: number,"total_cents"?: number,"updated_at"?: string,"void_reason"?: string | null,"voided_at"?: string | null,"work_order_id"?: string | null
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"credited_cents"?: number,"credits_id"?: string | null,"currency"?: string,"customer_id"?: string | null,"customer_snapshot"?: Json | null,"due_on"?: string | null,"file_id"?: string | null,"file_sha256"?: string | null,"id"?: string,"kind"?: string,"link_hash"?: string | null,"memo"?: string | null,"number"?: number | null,"paid_cents"?: number,"sent_at"?: string | null,"state"?: string,"tax_cents"?: number,"total_cents"?: number,"updated_at"?: string,"void_reason"?: string | null,"voided_at"?: string | null,"work_order_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invoices_credits"
      columns: ["company_id","credits_id"]
isOneToOne: false
      referencedRelation: "invoice_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_credits"
      columns: ["company_id","credits_id"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_file"
      columns: ["company_id","file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "order_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_order_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_orders"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"notification_emails": {
                  Row: {
                    "company_id": string,"created_at": string,"deleted_at": string | null,"email": string,"id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"deleted_at"?: string | null,"email": string,"id"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"email"?: string,"id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_emails_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"notification_log": {
                  Row: {
                    "channel": string,"company_id": string,"customer_id": string | null,"error": string | null,"id": string,"kind": string,"provider_id": string | null,"queued_at": string,"recipient": string,"sent_at": string | null,"state": string
                  }
                  ComputedFields: never
                  Insert: {
                    "channel"?: string,"company_id": string,"customer_id"?: string | null,"error"?: string | null,"id"?: string,"kind": string,"provider_id"?: string | null,"queued_at"?: string,"recipient": string,"sent_at"?: string | null,"state"?: string
                  }
                  Update: {
                    "channel"?: string,"company_id"?: string,"customer_id"?: string | null,"error"?: string | null,"id"?: string,"kind"?: string,"provider_id"?: string | null,"queued_at"?: string,"recipient"?: string,"sent_at"?: string | null,"state"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_log_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"payments": {
                  Row: {
                    "amount_cents": number,"company_id": string,"created_at": string,"created_by": string | null,"id": string,"invoice_id": string,"method": string,"paid_on": string,"reference": string | null,"reverse_reason": string | null,"reversed_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_cents": number,"company_id": string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"invoice_id": string,"method": string,"paid_on": string,"reference"?: string | null,"reverse_reason"?: string | null,"reversed_at"?: string | null
                  }
                  Update: {
                    "amount_cents"?: number,"company_id"?: string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"invoice_id"?: string,"method"?: string,"paid_on"?: string,"reference"?: string | null,"reverse_reason"?: string | null,"reversed_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "payments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "payments_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "payments_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "payments_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoice_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "payments_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"people": {
                  Row: {
                    "active_company_id": string | null,"created_at": string,"field_order": string,"scheme": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active_company_id"?: string | null,"created_at"?: string,"field_order"?: string,"scheme"?: string,"user_id": string
                  }
                  Update: {
                    "active_company_id"?: string | null,"created_at"?: string,"field_order"?: string,"scheme"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "people_active_company_id_fkey"
      columns: ["active_company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"portal_people": {
                  Row: {
                    "accepted_at": string | null,"company_id": string,"created_at": string,"created_by": string | null,"customer_id": string,"email": string,"ended_at": string | null,"expires_at": string,"full_name": string,"id": string,"last_seen_at": string | null,"profile_id": string | null,"token_hash": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"company_id": string,"created_at"?: string,"created_by"?: string | null,"customer_id": string,"email": string,"ended_at"?: string | null,"expires_at"?: string,"full_name": string,"id"?: string,"last_seen_at"?: string | null,"profile_id"?: string | null,"token_hash"?: string | null
                  }
                  Update: {
                    "accepted_at"?: string | null,"company_id"?: string,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string,"email"?: string,"ended_at"?: string | null,"expires_at"?: string,"full_name"?: string,"id"?: string,"last_seen_at"?: string | null,"profile_id"?: string | null,"token_hash"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "portal_people_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "portal_people_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_people_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_people_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_people_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_people_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_people_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"portal_requests": {
                  Row: {
                    "answer": string | null,"changes": NonNullable<Json>,"closed_at": string | null,"closed_by": string | null,"company_id": string,"created_at": string,"customer_id": string,"days": (string)[],"id": string,"kind": string,"location_id": string | null,"note": string | null,"profile_id": string | null,"state": string,"work_order_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "answer"?: string | null,"changes"?: NonNullable<Json>,"closed_at"?: string | null,"closed_by"?: string | null,"company_id": string,"created_at"?: string,"customer_id": string,"days"?: (string)[],"id"?: string,"kind": string,"location_id"?: string | null,"note"?: string | null,"profile_id"?: string | null,"state"?: string,"work_order_id"?: string | null
                  }
                  Update: {
                    "answer"?: string | null,"changes"?: NonNullable<Json>,"closed_at"?: string | null,"closed_by"?: string | null,"company_id"?: string,"created_at"?: string,"customer_id"?: string,"days"?: (string)[],"id"?: string,"kind"?: string,"location_id"?: string | null,"note"?: string | null,"profile_id"?: string | null,"state"?: string,"work_order_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "portal_requests_closed_by"
      columns: ["company_id","closed_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_closed_by"
      columns: ["company_id","closed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "portal_requests_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "customer_locations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "location_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "order_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_order_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "portal_requests_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_orders"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"price_items": {
                  Row: {
                    "company_district_id": string | null,"company_id": string,"created_at": string,"deleted_at": string | null,"device_type": string | null,"id": string,"kind": string,"model": string | null,"name": string,"size": string | null,"taxed": boolean,"unit_cents": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_district_id"?: string | null,"company_id": string,"created_at"?: string,"deleted_at"?: string | null,"device_type"?: string | null,"id"?: string,"kind": string,"model"?: string | null,"name": string,"size"?: string | null,"taxed"?: boolean,"unit_cents": number,"updated_at"?: string
                  }
                  Update: {
                    "company_district_id"?: string | null,"company_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"device_type"?: string | null,"id"?: string,"kind"?: string,"model"?: string | null,"name"?: string,"size"?: string | null,"taxed"?: boolean,"unit_cents"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "price_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "price_items_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "company_districts"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "price_items_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "price_items_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_rules"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"privacy_requests": {
                  Row: {
                    "closed_on": string | null,"company_id": string,"created_at": string,"created_by": string,"customer_id": string | null,"details": string | null,"due_on": string | null,"id": string,"identity_check": string | null,"identity_checked_on": string | null,"is_california": boolean,"kind": string,"outcome": string | null,"outcome_note": string | null,"received_on": string,"requester_contact": string,"requester_name": string,"restricted_at": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_on"?: string | null,"company_id": string,"created_at"?: string,"created_by": string,"customer_id"?: string | null,"details"?: string | null,"due_on"?: never,"id"?: string,"identity_check"?: string | null,"identity_checked_on"?: string | null,"is_california"?: boolean,"kind": string,"outcome"?: string | null,"outcome_note"?: string | null,"received_on": string,"requester_contact": string,"requester_name": string,"restricted_at"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "closed_on"?: string | null,"company_id"?: string,"created_at"?: string,"created_by"?: string,"customer_id"?: string | null,"details"?: string | null,"due_on"?: never,"id"?: string,"identity_check"?: string | null,"identity_checked_on"?: string | null,"is_california"?: boolean,"kind"?: string,"outcome"?: string | null,"outcome_note"?: string | null,"received_on"?: string,"requester_contact"?: string,"requester_name"?: string,"restricted_at"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "privacy_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "privacy_requests_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "privacy_requests_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "privacy_requests_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "privacy_requests_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "branch_id": string | null,"company_id": string,"created_at": string,"email": string,"full_name": string,"id": string,"phone": string | null,"removed_at": string | null,"role": string,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "branch_id"?: string | null,"company_id": string,"created_at"?: string,"email": string,"full_name": string,"id"?: string,"phone"?: string | null,"removed_at"?: string | null,"role": string,"updated_at"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "branch_id"?: string | null,"company_id"?: string,"created_at"?: string,"email"?: string,"full_name"?: string,"id"?: string,"phone"?: string | null,"removed_at"?: string | null,"role"?: string,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "profiles_branch"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "profiles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"quotes": {
                  Row: {
                    "answered_at": string | null,"answered_from": string | null,"answered_name": string | null,"company_id": string,"created_at": string,"created_by": string | null,"customer_id": string,"deficiency_id": string,"file_id": string | null,"file_sha256": string | null,"id": string,"invoice_id": string | null,"lines": NonNullable<Json>,"link_hash": string | null,"note": string | null,"sent_at": string | null,"state": string,"tax_cents": number,"total_cents": number,"updated_at": string,"valid_until_on": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "answered_at"?: string | null,"answered_from"?: string | null,"answered_name"?: string | null,"company_id": string,"created_at"?: string,"created_by"?: string | null,"customer_id": string,"deficiency_id": string,"file_id"?: string | null,"file_sha256"?: string | null,"id"?: string,"invoice_id"?: string | null,"lines"?: NonNullable<Json>,"link_hash"?: string | null,"note"?: string | null,"sent_at"?: string | null,"state"?: string,"tax_cents"?: number,"total_cents"?: number,"updated_at"?: string,"valid_until_on"?: string | null
                  }
                  Update: {
                    "answered_at"?: string | null,"answered_from"?: string | null,"answered_name"?: string | null,"company_id"?: string,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string,"deficiency_id"?: string,"file_id"?: string | null,"file_sha256"?: string | null,"id"?: string,"invoice_id"?: string | null,"lines"?: NonNullable<Json>,"link_hash"?: string | null,"note"?: string | null,"sent_at"?: string | null,"state"?: string,"tax_cents"?: number,"total_cents"?: number,"updated_at"?: string,"valid_until_on"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "quotes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "quotes_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_deficiency"
      columns: ["company_id","deficiency_id"]
isOneToOne: false
      referencedRelation: "deficiencies"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_deficiency"
      columns: ["company_id","deficiency_id"]
isOneToOne: false
      referencedRelation: "deficiency_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_file"
      columns: ["company_id","file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoice_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "quotes_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"saved_views": {
                  Row: {
                    "company_id": string,"created_at": string,"id": string,"name": string,"page": string,"profile_id": string,"query": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"id"?: string,"name": string,"page": string,"profile_id"?: string,"query": string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"id"?: string,"name"?: string,"page"?: string,"profile_id"?: string,"query"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "saved_views_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "saved_views_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "saved_views_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"scheduled_jobs": {
                  Row: {
                    "assigned_although": string | null,"company_id": string,"created_at": string,"id": string,"minutes": number,"note": string | null,"profile_id": string | null,"starts_at": string,"state": string,"updated_at": string,"version": number,"work_order_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "assigned_although"?: string | null,"company_id": string,"created_at"?: string,"id"?: string,"minutes"?: number,"note"?: string | null,"profile_id"?: string | null,"starts_at": string,"state"?: string,"updated_at"?: string,"version"?: number,"work_order_id": string
                  }
                  Update: {
                    "assigned_although"?: string | null,"company_id"?: string,"created_at"?: string,"id"?: string,"minutes"?: number,"note"?: string | null,"profile_id"?: string | null,"starts_at"?: string,"state"?: string,"updated_at"?: string,"version"?: number,"work_order_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "scheduled_jobs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "scheduled_jobs_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "order_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_order_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_orders"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"security_log": {
                  Row: {
                    "event": string,"facts": NonNullable<Json>,"happened_at": string,"id": number,"key_hash": string | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "event": string,"facts"?: NonNullable<Json>,"happened_at"?: string,"id"?: never,"key_hash"?: string | null,"user_id"?: string | null
                  }
                  Update: {
                    "event"?: string,"facts"?: NonNullable<Json>,"happened_at"?: string,"id"?: never,"key_hash"?: string | null,"user_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"support_grants": {
                  Row: {
                    "company_id": string,"created_at": string,"created_by": string,"ends_at": string,"id": string,"revoked_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"created_by": string,"ends_at": string,"id"?: string,"revoked_at"?: string | null
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"created_by"?: string,"ends_at"?: string,"id"?: string,"revoked_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "support_grants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "support_grants_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "support_grants_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"test_readings": {
                  Row: {
                    "ag_gap_hundredths_in": number | null,"ag_supply_hundredths_in": number | null,"ai_did_not_open": boolean | null,"ai_fully_open": boolean | null,"ai_opened_hundredths_psid": number | null,"bc_hundredths_psid": number | null,"bc_state": string | null,"company_id": string,"cv_hundredths_psid": number | null,"cv_state": string | null,"cv1_hundredths_psid": number | null,"cv1_state": string | null,"cv2_hundredths_psid": number | null,"cv2_state": string | null,"inspection_outcome": string | null,"part": string,"rv_did_not_open": boolean | null,"rv_opened_hundredths_psid": number | null,"shutoff2_state": string | null,"stage": string,"test_record_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "ag_gap_hundredths_in"?: number | null,"ag_supply_hundredths_in"?: number | null,"ai_did_not_open"?: boolean | null,"ai_fully_open"?: boolean | null,"ai_opened_hundredths_psid"?: number | null,"bc_hundredths_psid"?: number | null,"bc_state"?: string | null,"company_id": string,"cv_hundredths_psid"?: number | null,"cv_state"?: string | null,"cv1_hundredths_psid"?: number | null,"cv1_state"?: string | null,"cv2_hundredths_psid"?: number | null,"cv2_state"?: string | null,"inspection_outcome"?: string | null,"part": string,"rv_did_not_open"?: boolean | null,"rv_opened_hundredths_psid"?: number | null,"shutoff2_state"?: string | null,"stage": string,"test_record_id": string
                  }
                  Update: {
                    "ag_gap_hundredths_in"?: number | null,"ag_supply_hundredths_in"?: number | null,"ai_did_not_open"?: boolean | null,"ai_fully_open"?: boolean | null,"ai_opened_hundredths_psid"?: number | null,"bc_hundredths_psid"?: number | null,"bc_state"?: string | null,"company_id"?: string,"cv_hundredths_psid"?: number | null,"cv_state"?: string | null,"cv1_hundredths_psid"?: number | null,"cv1_state"?: string | null,"cv2_hundredths_psid"?: number | null,"cv2_state"?: string | null,"inspection_outcome"?: string | null,"part"?: string,"rv_did_not_open"?: boolean | null,"rv_opened_hundredths_psid"?: number | null,"shutoff2_state"?: string | null,"stage"?: string,"test_record_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "test_readings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "test_readings_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_readings_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"test_records": {
                  Row: {
                    "accepted_at": string | null,"cert_expires_on": string | null,"cert_no": string | null,"certified_result": string | null,"certify_reason": string | null,"checks": NonNullable<Json>,"client_id": string,"company_id": string,"computed_result": string,"created_at": string,"created_by": string | null,"detector_meter_moved": boolean | null,"detector_meter_reading": string | null,"device_id": string,"due_basis": string | null,"gauge_calibrated_on": string | null,"gauge_id": string | null,"gauge_name": string | null,"gauge_serial": string | null,"id": string,"import_id": string | null,"import_row": number | null,"licence_id": string | null,"line_pressure_psi": number | null,"next_due_on": string | null,"origin": string,"override_by": string | null,"override_reason": string | null,"remarks": string | null,"repair_due_on": string | null,"repairs": NonNullable<Json>,"repairs_text": string | null,"report_file_id": string | null,"report_sha256": string | null,"rule_assumed": boolean,"rule_profile": string,"rule_version": string,"shutoff1_state": string | null,"signature_file_id": string | null,"signed_at": string | null,"site_answers": NonNullable<Json>,"snapshot": NonNullable<Json>,"supersede_reason": string | null,"superseded_at": string | null,"superseded_by_id": string | null,"supersedes_id": string | null,"test_type": string,"tested_at": string | null,"tested_on": string,"tester_name": string | null,"tester_profile_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"cert_expires_on"?: string | null,"cert_no"?: string | null,"certified_result"?: string | null,"certify_reason"?: string | null,"checks"?: NonNullable<Json>,"client_id": string,"company_id": string,"computed_result": string,"created_at"?: string,"created_by"?: string | null,"detector_meter_moved"?: boolean | null,"detector_meter_reading"?: string | null,"device_id": string,"due_basis"?: string | null,"gauge_calibrated_on"?: string | null,"gauge_id"?: string | null,"gauge_name"?: string | null,"gauge_serial"?: string | null,"id"?: string,"import_id"?: string | null,"import_row"?: number | null,"licence_id"?: string | null,"line_pressure_psi"?: number | null,"next_due_on"?: string | null,"origin"?: string,"override_by"?: string | null,"override_reason"?: string | null,"remarks"?: string | null,"repair_due_on"?: string | null,"repairs"?: NonNullable<Json>,"repairs_text"?: string | null,"report_file_id"?: string | null,"report_sha256"?: string | null,"rule_assumed"?: boolean,"rule_profile": string,"rule_version": string,"shutoff1_state"?: string | null,"signature_file_id"?: string | null,"signed_at"?: string | null,"site_answers"?: NonNullable<Json>,"snapshot"?: NonNullable<Json>,"supersede_reason"?: string | null,"superseded_at"?: string | null,"superseded_by_id"?: string | null,"supersedes_id"?: string | null,"test_type"?: string,"tested_at"?: string | null,"tested_on": string,"tester_name"?: string | null,"tester_profile_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "accepted_at"?: string | null,"cert_expires_on"?: string | null,"cert_no"?: string | null,"certified_result"?: string | null,"certify_reason"?: string | null,"checks"?: NonNullable<Json>,"client_id"?: string,"company_id"?: string,"computed_result"?: string,"created_at"?: string,"created_by"?: string | null,"detector_meter_moved"?: boolean | null,"detector_meter_reading"?: string | null,"device_id"?: string,"due_basis"?: string | null,"gauge_calibrated_on"?: string | null,"gauge_id"?: string | null,"gauge_name"?: string | null,"gauge_serial"?: string | null,"id"?: string,"import_id"?: string | null,"import_row"?: number | null,"licence_id"?: string | null,"line_pressure_psi"?: number | null,"next_due_on"?: string | null,"origin"?: string,"override_by"?: string | null,"override_reason"?: string | null,"remarks"?: string | null,"repair_due_on"?: string | null,"repairs"?: NonNullable<Json>,"repairs_text"?: string | null,"report_file_id"?: string | null,"report_sha256"?: string | null,"rule_assumed"?: boolean,"rule_profile"?: string,"rule_version"?: string,"shutoff1_state"?: string | null,"signature_file_id"?: string | null,"signed_at"?: string | null,"site_answers"?: NonNullable<Json>,"snapshot"?: NonNullable<Json>,"supersede_reason"?: string | null,"superseded_at"?: string | null,"superseded_by_id"?: string | null,"supersedes_id"?: string | null,"test_type"?: string,"tested_at"?: string | null,"tested_on"?: string,"tester_name"?: string | null,"tester_profile_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "test_records_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "test_records_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_gauge"
      columns: ["company_id","gauge_id"]
isOneToOne: false
      referencedRelation: "gauge_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_gauge"
      columns: ["company_id","gauge_id"]
isOneToOne: false
      referencedRelation: "gauges"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_licence"
      columns: ["company_id","licence_id"]
isOneToOne: false
      referencedRelation: "licence_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_licence"
      columns: ["company_id","licence_id"]
isOneToOne: false
      referencedRelation: "tester_licences"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_override_by"
      columns: ["company_id","override_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_override_by"
      columns: ["company_id","override_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_report"
      columns: ["company_id","report_file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_signature"
      columns: ["company_id","signature_file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_superseded_by"
      columns: ["company_id","superseded_by_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_superseded_by"
      columns: ["company_id","superseded_by_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_supersedes"
      columns: ["company_id","supersedes_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_supersedes"
      columns: ["company_id","supersedes_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_tester"
      columns: ["company_id","tester_profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_tester"
      columns: ["company_id","tester_profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"tester_licences": {
                  Row: {
                    "certificate_type": string,"company_id": string,"created_at": string,"deleted_at": string | null,"expires_on": string,"file_id": string | null,"id": string,"issued_on": string | null,"issuer": string | null,"number": string,"profile_id": string,"scopes": (string)[],"states": (string)[],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "certificate_type": string,"company_id": string,"created_at"?: string,"deleted_at"?: string | null,"expires_on": string,"file_id"?: string | null,"id"?: string,"issued_on"?: string | null,"issuer"?: string | null,"number": string,"profile_id": string,"scopes"?: (string)[],"states"?: (string)[],"updated_at"?: string
                  }
                  Update: {
                    "certificate_type"?: string,"company_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"expires_on"?: string,"file_id"?: string | null,"id"?: string,"issued_on"?: string | null,"issuer"?: string | null,"number"?: string,"profile_id"?: string,"scopes"?: (string)[],"states"?: (string)[],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "tester_licences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tester_licences_file"
      columns: ["company_id","file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "tester_licences_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "tester_licences_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"visit_events": {
                  Row: {
                    "company_id": string,"happened_at": string,"id": string,"profile_id": string | null,"reason": string | null,"scheduled_job_id": string,"was_going_id": string | null,"was_starts_at": string | null,"what": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"happened_at"?: string,"id"?: string,"profile_id"?: string | null,"reason"?: string | null,"scheduled_job_id": string,"was_going_id"?: string | null,"was_starts_at"?: string | null,"what": string
                  }
                  Update: {
                    "company_id"?: string,"happened_at"?: string,"id"?: string,"profile_id"?: string | null,"reason"?: string | null,"scheduled_job_id"?: string,"was_going_id"?: string | null,"was_starts_at"?: string | null,"what"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "visit_events_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "visit_events_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "visit_events_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "visit_events_scheduled_job"
      columns: ["company_id","scheduled_job_id"]
isOneToOne: false
      referencedRelation: "scheduled_jobs"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "visit_events_scheduled_job"
      columns: ["company_id","scheduled_job_id"]
isOneToOne: false
      referencedRelation: "visit_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "visit_events_was_going"
      columns: ["company_id","was_going_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "visit_events_was_going"
      columns: ["company_id","was_going_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"work_order_devices": {
                  Row: {
                    "closed_at": string | null,"company_id": string,"created_at": string,"device_id": string,"id": string,"outcome": string | null,"plan_id": string | null,"test_record_id": string | null,"work_order_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_at"?: string | null,"company_id": string,"created_at"?: string,"device_id": string,"id"?: string,"outcome"?: string | null,"plan_id"?: string | null,"test_record_id"?: string | null,"work_order_id": string
                  }
                  Update: {
                    "closed_at"?: string | null,"company_id"?: string,"created_at"?: string,"device_id"?: string,"id"?: string,"outcome"?: string | null,"plan_id"?: string | null,"test_record_id"?: string | null,"work_order_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "work_order_devices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "work_order_devices_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_order_devices_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_order_devices_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_order_devices_test_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_order_devices_test_record"
      columns: ["company_id","test_record_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_order_devices_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "order_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_order_devices_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_order_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_order_devices_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_orders"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"work_orders": {
                  Row: {
                    "company_id": string,"created_at": string,"created_by": string | null,"deleted_at": string | null,"due_on": string | null,"id": string,"kind": string,"location_id": string,"minutes": number | null,"notes": string | null,"purchase_order_no": string | null,"standing_approval": boolean,"state": string,"updated_at": string,"water_off_from": string | null,"water_off_to": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"created_by"?: string | null,"deleted_at"?: string | null,"due_on"?: string | null,"id"?: string,"kind"?: string,"location_id": string,"minutes"?: number | null,"notes"?: string | null,"purchase_order_no"?: string | null,"standing_approval"?: boolean,"state"?: string,"updated_at"?: string,"water_off_from"?: string | null,"water_off_to"?: string | null
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"created_by"?: string | null,"deleted_at"?: string | null,"due_on"?: string | null,"id"?: string,"kind"?: string,"location_id"?: string,"minutes"?: number | null,"notes"?: string | null,"purchase_order_no"?: string | null,"standing_approval"?: boolean,"state"?: string,"updated_at"?: string,"water_off_from"?: string | null,"water_off_to"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "work_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "work_orders_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_orders_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_orders_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "customer_locations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_orders_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "location_list"
      referencedColumns: ["company_id","id"]
    }
                  ]
                }
          }
          Views: {
            "aging_list": {
                  Row: {
                    "company_id": string,"current_cents": number | null,"customer_name": string,"id": string | null,"invoices": number | null,"oldest_due_on": string | null,"open_cents": number | null,"over_90_cents": number | null,"to_30_cents": number | null,"to_60_cents": number | null,"to_90_cents": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invoices_customer"
      columns: ["company_id","id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_customer"
      columns: ["company_id","id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"audit_list": {
                  Row: {
                    "action": string,"changes": Json | null,"company_id": string,"facts": NonNullable<Json>,"happened_at": string,"id": string | null,"names": Json | null,"noun": string,"profile_id": string | null,"row_count": number,"seq": number,"target_ids": (string)[],"thing": string | null,"who": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "audit_log_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_list": {
                  Row: {
                    "city": string | null,"company_id": string,"contact_name": string | null,"created_at": string,"devices": number | null,"email": string | null,"id": string,"line1": string | null,"locations": number | null,"name": string,"next_due_on": string | null,"parent_name": string | null,"phone": string | null,"state": string | null,"zip": string | null
                  }
                  ComputedFields: never
                  Insert: {
                           "city"?: string | null,"company_id"?: string | null,"contact_name"?: string | null,"created_at"?: string | null,"devices"?: never,"email"?: string | null,"id"?: string | null,"line1"?: string | null,"locations"?: never,"name"?: string | null,"next_due_on"?: never,"parent_name"?: string | null,"phone"?: string | null,"state"?: string | null,"zip"?: string | null
                         }
                        Update: {
                           "city"?: string | null,"company_id"?: string | null,"contact_name"?: string | null,"created_at"?: string | null,"devices"?: never,"email"?: string | null,"id"?: string | null,"line1"?: string | null,"locations"?: never,"name"?: string | null,"next_due_on"?: never,"parent_name"?: string | null,"phone"?: string | null,"state"?: string | null,"zip"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"deficiency_list": {
                  Row: {
                    "approved_on": string | null,"city": string | null,"closed_because": string | null,"closed_by_id": string | null,"closed_on": string | null,"company_district_id": string | null,"company_id": string,"created_at": string,"customer_id": string,"customer_name": string,"declined_on": string | null,"device_id": string,"district_name": string | null,"failed_on": string,"holder": string | null,"id": string,"line1": string,"line2": string | null,"location_id": string,"location_on_site": string | null,"manufacturer": string | null,"model": string | null,"next_visit_at": string | null,"opened_by_id": string | null,"quoted_on": string | null,"repair_due_on": string | null,"report_due_on": string | null,"serial": string | null,"size": string | null,"type": string,"work_order_id": string | null,"work_state": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "deficiencies_closed_by"
      columns: ["company_id","closed_by_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_closed_by"
      columns: ["company_id","closed_by_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deficiencies_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_opened_by"
      columns: ["company_id","opened_by_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_opened_by"
      columns: ["company_id","opened_by_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "order_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_order_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "deficiencies_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_orders"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"device_list": {
                  Row: {
                    "bypass_serial": string | null,"city": string | null,"company_district_id": string | null,"company_id": string,"compliance": string | null,"created_at": string,"customer_id": string,"customer_name": string,"district_due_on": string | null,"district_due_source": string | null,"district_name": string | null,"due_assumed": boolean | null,"failed_on": string | null,"hazard": string | null,"id": string,"installed_on": string | null,"last_result": string | null,"last_tested_on": string | null,"line1": string,"line2": string | null,"location_id": string,"location_name": string | null,"location_on_site": string | null,"manufacturer": string | null,"model": string | null,"our_target_on": string | null,"repair_due_on": string | null,"serial": string | null,"serves": string | null,"size": string | null,"size_thousandths_in": number | null,"state": string | null,"status": string,"tag_no": string | null,"type": string,"use": string | null,"zip": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "company_districts"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_rules"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "devices_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "customer_locations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "location_list"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"device_states": {
                  Row: {
                    "bypass_serial": string | null,"company_district_id": string | null,"company_id": string,"compliance": string | null,"created_at": string,"district_due_on": string | null,"district_due_source": string | null,"failed_on": string | null,"hazard": string | null,"id": string,"installed_on": string | null,"last_result": string | null,"last_tested_on": string | null,"location_id": string,"location_on_site": string | null,"manufacturer": string | null,"model": string | null,"our_target_on": string | null,"repair_due_on": string | null,"serial": string | null,"serves": string | null,"size": string | null,"size_thousandths_in": number | null,"status": string,"tag_no": string | null,"type": string,"use": string | null
                  }
                  ComputedFields: never
                  Insert: {
                           "bypass_serial"?: string | null,"company_district_id"?: string | null,"company_id"?: string | null,"compliance"?: never,"created_at"?: string | null,"district_due_on"?: string | null,"district_due_source"?: string | null,"failed_on"?: string | null,"hazard"?: string | null,"id"?: string | null,"installed_on"?: string | null,"last_result"?: string | null,"last_tested_on"?: string | null,"location_id"?: string | null,"location_on_site"?: string | null,"manufacturer"?: string | null,"model"?: string | null,"our_target_on"?: string | null,"repair_due_on"?: string | null,"serial"?: string | null,"serves"?: string | null,"size"?: string | null,"size_thousandths_in"?: number | null,"status"?: string | null,"tag_no"?: string | null,"type"?: string | null,"use"?: string | null
                         }
                        Update: {
                           "bypass_serial"?: string | null,"company_district_id"?: string | null,"company_id"?: string | null,"compliance"?: never,"created_at"?: string | null,"district_due_on"?: string | null,"district_due_source"?: string | null,"failed_on"?: string | null,"hazard"?: string | null,"id"?: string | null,"installed_on"?: string | null,"last_result"?: string | null,"last_tested_on"?: string | null,"location_id"?: string | null,"location_on_site"?: string | null,"manufacturer"?: string | null,"model"?: string | null,"our_target_on"?: string | null,"repair_due_on"?: string | null,"serial"?: string | null,"serves"?: string | null,"size"?: string | null,"size_thousandths_in"?: number | null,"status"?: string | null,"tag_no"?: string | null,"type"?: string | null,"use"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "company_districts"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_rules"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "devices_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "customer_locations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "devices_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "location_list"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"district_list": {
                  Row: {
                    "company_id": string,"devices": number | null,"due_rule": Json | null,"due_rule_source": string | null,"id": string,"name": string,"portal_family": string | null,"repair_days": number | null,"rule_profile": string | null,"rule_profile_source": string | null,"rulebook_name": string | null,"stale_after_days": number | null,"state": string | null,"verified_on": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "company_districts_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"district_rules": {
                  Row: {
                    "company_id": string,"contact_name": string | null,"deleted_at": string | null,"detector_layout": string,"district_id": string | null,"due_detail": string | null,"due_rule": Json | null,"due_rule_source": string | null,"email": string | null,"failed_report_policy": string | null,"filing_fee_cents": number | null,"id": string,"name": string,"notes": string | null,"phone": string | null,"portal_family": string | null,"portal_url": string | null,"profile_overrides": Json | null,"program_url": string | null,"pws_id": string | null,"repair_days": number | null,"rule_profile": string | null,"rule_profile_source": string | null,"rulebook_name": string | null,"slug": string | null,"source_urls": (string)[] | null,"stale_after_days": number | null,"state": string | null,"submit_deadline_unit": string | null,"submit_deadline_value": number | null,"submit_method": string | null,"tester_rules": string | null,"verified_on": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "company_districts_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_districts_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    }
                  ]
                },"gauge_list": {
                  Row: {
                    "assigned_name": string | null,"assigned_to": string | null,"calibrated_on": string | null,"company_id": string,"created_at": string,"due_on": string | null,"id": string,"interval_months": number,"kind": string,"lab": string | null,"manufacturer": string,"model": string,"notes": string | null,"retired_on": string | null,"serial": string,"water_class": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "gauges_assigned_to"
      columns: ["company_id","assigned_to"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "gauges_assigned_to"
      columns: ["company_id","assigned_to"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "gauges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"import_list": {
                  Row: {
                    "committed_at": string | null,"company_id": string,"counts": NonNullable<Json>,"created_at": string,"created_by": string | null,"created_by_name": string | null,"file_name": string,"id": string,"refusal": Json | null,"result": Json | null,"row_kind": string | null,"sheet_kind": string | null,"staged_rows": number,"state": string,"total_rows": number | null,"undone_at": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "imports_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "imports_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "imports_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"import_row_list": {
                  Row: {
                    "answers": NonNullable<Json>,"changes": Json | null,"codes": (string)[],"company_id": string,"creates": (string)[],"customer": Json | null,"customer_id": string | null,"decision": string | null,"device": Json | null,"device_id": string | null,"fate": string | null,"file_reasons": NonNullable<Json>,"id": number,"import_id": string,"location": Json | null,"location_id": string | null,"notes": Json | null,"reasons": NonNullable<Json>,"repeats": boolean,"row_no": number,"same_as": number | null,"search_text": string,"status": string,"test": Json | null,"test_record_id": string | null,"writes": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                           "answers"?: Json | null,"changes"?: Json | null,"codes"?: (string)[] | null,"company_id"?: string | null,"creates"?: (string)[] | null,"customer"?: never,"customer_id"?: string | null,"decision"?: string | null,"device"?: never,"device_id"?: string | null,"fate"?: never,"file_reasons"?: Json | null,"id"?: number | null,"import_id"?: string | null,"location"?: never,"location_id"?: string | null,"notes"?: never,"reasons"?: Json | null,"repeats"?: boolean | null,"row_no"?: number | null,"same_as"?: number | null,"search_text"?: string | null,"status"?: string | null,"test"?: never,"test_record_id"?: string | null,"writes"?: (string)[] | null
                         }
                        Update: {
                           "answers"?: Json | null,"changes"?: Json | null,"codes"?: (string)[] | null,"company_id"?: string | null,"creates"?: (string)[] | null,"customer"?: never,"customer_id"?: string | null,"decision"?: string | null,"device"?: never,"device_id"?: string | null,"fate"?: never,"file_reasons"?: Json | null,"id"?: number | null,"import_id"?: string | null,"location"?: never,"location_id"?: string | null,"notes"?: never,"reasons"?: Json | null,"repeats"?: boolean | null,"row_no"?: number | null,"same_as"?: number | null,"search_text"?: string | null,"status"?: string | null,"test"?: never,"test_record_id"?: string | null,"writes"?: (string)[] | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "import_rows_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "import_rows_import"
      columns: ["company_id","import_id"]
isOneToOne: false
      referencedRelation: "import_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "import_rows_import"
      columns: ["company_id","import_id"]
isOneToOne: false
      referencedRelation: "imports"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"invoice_line_list": {
                  Row: {
                    "amount_cents": number,"company_id": string,"customer_id": string | null,"customer_name": string | null,"description": string,"due_on": string | null,"id": string,"invoice_id": string,"kind": string,"memo": string | null,"number": number | null,"position": number,"quantity_hundredths": number,"sent_at": string | null,"sent_on": string | null,"state": string,"tax_cents": number,"tax_hundredths_percent": number,"tested_on": string | null,"unit_cents": number
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "invoice_lines_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invoice_lines_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoice_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoice_lines_invoice"
      columns: ["company_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"invoice_list": {
                  Row: {
                    "balance_cents": number | null,"company_id": string,"created_at": string,"credited_cents": number,"customer_id": string | null,"customer_name": string | null,"due_on": string | null,"id": string,"kind": string,"memo": string | null,"number": number | null,"paid_cents": number,"sent_at": string | null,"standing": string | null,"state": string,"tax_cents": number,"total_cents": number
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invoices_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "invoices_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"licence_list": {
                  Row: {
                    "certificate_type": string,"company_id": string,"created_at": string,"expires_on": string,"file_id": string | null,"full_name": string,"id": string,"issued_on": string | null,"issuer": string | null,"number": string,"profile_id": string,"removed_at": string | null,"role": string,"scopes": (string)[],"states": (string)[]
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "tester_licences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tester_licences_file"
      columns: ["company_id","file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "tester_licences_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "tester_licences_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"location_list": {
                  Row: {
                    "access_notes": string | null,"city": string | null,"company_id": string,"county": string | null,"created_at": string,"customer_id": string,"customer_name": string,"devices": number | null,"id": string,"line1": string,"line2": string | null,"name": string | null,"next_due_on": string | null,"state": string | null,"zip": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "customer_locations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_locations_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customer_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_locations_customer"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"member_list": {
                  Row: {
                    "company_id": string,"created_at": string,"email": string,"full_name": string,"id": string,"licence_expires_on": string | null,"phone": string | null,"removed_at": string | null,"role": string
                  }
                  ComputedFields: never
                  Insert: {
                           "company_id"?: string | null,"created_at"?: string | null,"email"?: string | null,"full_name"?: string | null,"id"?: string | null,"licence_expires_on"?: never,"phone"?: string | null,"removed_at"?: string | null,"role"?: string | null
                         }
                        Update: {
                           "company_id"?: string | null,"created_at"?: string | null,"email"?: string | null,"full_name"?: string | null,"id"?: string | null,"licence_expires_on"?: never,"phone"?: string | null,"removed_at"?: string | null,"role"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "profiles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"message_list": {
                  Row: {
                    "channel": string,"company_id": string,"error": string | null,"id": string,"kind": string,"queued_at": string,"recipient": string,"sent_at": string | null,"state": string
                  }
                  ComputedFields: never
                  Insert: {
                           "channel"?: string | null,"company_id"?: string | null,"error"?: string | null,"id"?: string | null,"kind"?: string | null,"queued_at"?: string | null,"recipient"?: string | null,"sent_at"?: string | null,"state"?: string | null
                         }
                        Update: {
                           "channel"?: string | null,"company_id"?: string | null,"error"?: string | null,"id"?: string | null,"kind"?: string | null,"queued_at"?: string | null,"recipient"?: string | null,"sent_at"?: string | null,"state"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "notification_log_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"order_cards": {
                  Row: {
                    "city": string | null,"company_id": string,"customer": string,"devices": number | null,"due_on": string | null,"id": string,"kind": string,"line1": string,"needs": unknown,"tested": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "work_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    }
                  ]
                },"price_list": {
                  Row: {
                    "company_district_id": string | null,"company_id": string,"created_at": string,"device_type": string | null,"district_name": string | null,"id": string,"kind": string,"model": string | null,"name": string,"size": string | null,"taxed": boolean,"unit_cents": number
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "price_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "price_items_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "company_districts"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "price_items_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "price_items_district"
      columns: ["company_id","company_district_id"]
isOneToOne: false
      referencedRelation: "district_rules"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"test_record_list": {
                  Row: {
                    "cert_no": string | null,"certified_result": string | null,"city": string | null,"company_district_id": string | null,"company_id": string,"computed_result": string,"created_at": string,"created_by": string | null,"customer_id": string,"customer_name": string,"device_id": string,"district_name": string | null,"gauge_id": string | null,"gauge_serial": string | null,"id": string,"import_id": string | null,"line1": string,"location_id": string,"made_for": string | null,"manufacturer": string | null,"model": string | null,"next_due_on": string | null,"origin": string,"override_by": string | null,"report_file_id": string | null,"serial": string | null,"signed_at": string | null,"size": string | null,"state": string | null,"superseded_at": string | null,"superseded_by_id": string | null,"supersedes_id": string | null,"test_type": string,"tested_on": string,"tester_name": string | null,"tester_profile_id": string | null,"type": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "test_records_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "test_records_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_created_by"
      columns: ["company_id","created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "device_states"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_device"
      columns: ["company_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_gauge"
      columns: ["company_id","gauge_id"]
isOneToOne: false
      referencedRelation: "gauge_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_gauge"
      columns: ["company_id","gauge_id"]
isOneToOne: false
      referencedRelation: "gauges"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_override_by"
      columns: ["company_id","override_by"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_override_by"
      columns: ["company_id","override_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_report"
      columns: ["company_id","report_file_id"]
isOneToOne: false
      referencedRelation: "files"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_superseded_by"
      columns: ["company_id","superseded_by_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_superseded_by"
      columns: ["company_id","superseded_by_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_supersedes"
      columns: ["company_id","supersedes_id"]
isOneToOne: false
      referencedRelation: "test_record_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_supersedes"
      columns: ["company_id","supersedes_id"]
isOneToOne: false
      referencedRelation: "test_records"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_tester"
      columns: ["company_id","tester_profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "test_records_tester"
      columns: ["company_id","tester_profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"visit_list": {
                  Row: {
                    "city": string | null,"company_id": string,"created_at": string,"customer_name": string,"id": string,"kind": string,"line1": string,"minutes": number,"note": string | null,"profile_id": string | null,"starts_at": string,"state": string,"technician_name": string | null,"work_order_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "scheduled_jobs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "scheduled_jobs_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "member_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_profile"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "order_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_order_list"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "scheduled_jobs_work_order"
      columns: ["company_id","work_order_id"]
isOneToOne: false
      referencedRelation: "work_orders"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"work_order_list": {
                  Row: {
                    "city": string | null,"company_id": string,"created_at": string,"customer_id": string,"customer_name": string,"due_on": string | null,"id": string,"kind": string,"line1": string,"line2": string | null,"location_id": string,"minutes": number | null,"next_visit_at": string | null,"notes": string | null,"purchase_order_no": string | null,"state": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "work_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "work_orders_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "customer_locations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "work_orders_location"
      columns: ["company_id","location_id"]
isOneToOne: false
      referencedRelation: "location_list"
      referencedColumns: ["company_id","id"]
    }
                  ]
                }
          }
          Functions: {
            "accept_correction":
{ Args: { "p_id": string,"p_match_key": string }; Returns: undefined
                           },
"accept_invitation":
{ Args: { "p_token": string }; Returns: string
                           },
"adopt_own_email":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"allow_signing":
{ Args: { "p_reason": string,"p_test_record_id": string }; Returns: undefined
                           },
"answer_privacy_request":
{ Args: { "p_id": string,"p_note": string,"p_outcome": string }; Returns: undefined
                           },
"answer_quote":
{ Args: { "p_approve": boolean,"p_from": string,"p_name": string,"p_token": string }; Returns: string
                           },
"apply_payment_event":
{ Args: { "p_event": Json }; Returns: string
                           },
"apply_stripe_event":
{ Args: { "p_event": Json }; Returns: string
                           },
"attach_invoice":
{ Args: { "p_company_id": string,"p_file_id": string,"p_id": string,"p_sha256": string,"p_size_bytes": number }; Returns: boolean
                           },
"attach_quote":
{ Args: { "p_company_id": string,"p_file_id": string,"p_id": string,"p_sha256": string,"p_size_bytes": number }; Returns: boolean
                           },
"attach_report":
{ Args: { "p_company_id": string,"p_file_id": string,"p_sha256": string,"p_size_bytes": number,"p_test_record_id": string }; Returns: boolean
                           },
"audit_chain":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"begin_archive":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"begin_card_payment":
{ Args: { "p_token": string }; Returns: Json
                           },
"begin_export":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"begin_import":
{ Args: { "p_content_type": string,"p_file_id": string,"p_file_name": string,"p_sha256": string,"p_size_bytes": number }; Returns: string
                           },
"begin_retention_run":
{ Args: { "p_day": string }; Returns: boolean
                           },
"bill_quote":
{ Args: { "p_id": string }; Returns: string
                           },
"branches_page":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"bring_prices":
{ Args: { "p_rows": Json }; Returns: number
                           },
"calendar_feed":
{ Args: { "p_token": string }; Returns: Json
                           },
"change_devices":
{ Args: { "p_changes": Json,"p_ids": (string)[] }; Returns: Json
                           },
"change_devices_back":
{ Args: { "p_before": Json,"p_changes": Json }; Returns: number
                           },
"change_role":
{ Args: { "p_profile_id": string,"p_role": string }; Returns: undefined
                           },
"check_audit":
{ Args: { "p_after": string,"p_limit": number }; Returns: {
              "at_entry": number,"company_id": string,"entries": number,"flaw": string
            }[]
                           },
"check_erasure":
{ Args: { "p_company_id": string }; Returns: Json
                           },
"check_requester":
{ Args: { "p_how": string,"p_id": string }; Returns: undefined
                           },
"choose_branch":
{ Args: { "p_branch_id"?: string }; Returns: undefined
                           },
"choose_company":
{ Args: { "p_company_id": string }; Returns: undefined
                           },
"claim_addresses":
{ Args: { "p_ask": boolean,"p_company_id": string,"p_limit": number }; Returns: {
              "address_key": string,"city": string,"line1": string,"state": string,"zip": string
            }[]
                           },
"claim_jobs":
{ Args: { "p_kinds"?: (string)[],"p_limit": number }; Returns: {
              "attempts": number,"company_id": string,"id": string,"kind": string,"originator": string,"payload": Json
            }[]
                           },
"clear_rate_limit":
{ Args: { "p_bucket": string,"p_key": string }; Returns: undefined
                           },
"close_account":
{ Args: { "p_at_once": boolean,"p_name": string }; Returns: undefined
                           },
"close_again":
{ Args: { "p_clock": string,"p_company_id": string }; Returns: boolean
                           },
"close_support":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"commit_archive":
{ Args: { "p_manifest": Json,"p_run_id": string,"p_signed": boolean }; Returns: Json
                           },
"commit_import":
{ Args: { "p_import_id": string }; Returns: Json
                           },
"companies_to_erase":
{ Args: { "p_now": string }; Returns: {
              "clock_started_at": string,"company_id": string,"held": string
            }[]
                           },
"compliance_numbers":
{ Args: { "p_district"?: string,"p_from": string,"p_through": string }; Returns: Json
                           },
"correct_own_profile":
{ Args: { "p_full_name": string,"p_phone": string }; Returns: undefined
                           },
"create_company":
{ Args: { "p_full_name": string,"p_name": string,"p_state": string,"p_time_zone": string }; Returns: string
                           },
"credit_invoice":
{ Args: { "p_id": string,"p_lines": Json,"p_new_id": string,"p_reason": string }; Returns: number
                           },
"customer_data":
{ Args: { "p_request_id": string }; Returns: Json
                           },
"customer_page":
{ Args: { "p_id": string }; Returns: Json
                           },
"customer_portal":
{ Args: { "p_id": string }; Returns: Json
                           },
"customer_statement":
{ Args: { "p_customer_id": string,"p_from": string,"p_through": string }; Returns: Json
                           },
"day_route":
{ Args: { "p_day": string,"p_profile_id"?: string }; Returns: Json
                           },
"decide_import_rows":
{ Args: { "p_code"?: string,"p_decision": string,"p_import_id": string,"p_rows"?: (number)[] }; Returns: Json
                           },
"decline_portal_request":
{ Args: { "p_answer": string,"p_id": string }; Returns: undefined
                           },
"delete_contact_message":
{ Args: { "p_id": string }; Returns: undefined
                           },
"device_form":
{ Args: { "p_device_id"?: string,"p_location_id"?: string }; Returns: Json
                           },
"device_page":
{ Args: { "p_id": string }; Returns: Json
                           },
"device_prices":
{ Args: { "p_ids": (string)[] }; Returns: {
              "id": string,"price_cents": number
            }[]
                           },
"discard_draft":
{ Args: { "p_test_record_id": string }; Returns: undefined
                           },
"discard_import":
{ Args: { "p_import_id": string }; Returns: undefined
                           },
"discard_invoice":
{ Args: { "p_id": string }; Returns: undefined
                           },
"draft_invoices":
{ Args: { "p_customer_id"?: string,"p_from": string,"p_through": string }; Returns: Json
                           },
"due_inputs":
{ Args: { "p_company_id": string,"p_device_ids": (string)[] }; Returns: Json
                           },
"due_sites":
{ Args: { "p_by"?: string,"p_filters"?: Json,"p_limit"?: number,"p_offset"?: number,"p_page"?: string,"p_search"?: string }; Returns: Json
                           },
"end_portal_person":
{ Args: { "p_id": string }; Returns: undefined
                           },
"end_trial":
{ Args: { "p_company_id": string,"p_now": string }; Returns: boolean
                           },
"ended_trials":
{ Args: { "p_now": string }; Returns: string[]
                           },
"enter_portal":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"erase_customer":
{ Args: { "p_request_id": string }; Returns: Json
                           },
"expire_photos":
{ Args: { "p_company_id": string,"p_limit": number }; Returns: number
                           },
"export_counts":
{ Args: { "p_export_id": string }; Returns: Json
                           },
"export_page":
{ Args: { "p_after"?: Json,"p_export_id": string,"p_limit"?: number,"p_table": string }; Returns: string
                           },
"fail_job":
{ Args: { "p_error": string,"p_id": string,"p_not_before_seconds"?: number }; Returns: undefined
                           },
"failure_page":
{ Args: { "p_id": string }; Returns: Json
                           },
"fill_branch":
{ Args: { "p_branch_id": string,"p_city"?: string }; Returns: number
                           },
"filter_choices":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"find_anything":
{ Args: { "p_q": string }; Returns: Json
                           },
"finish_erasure":
{ Args: { "p_company_id": string }; Returns: boolean
                           },
"finish_job":
{ Args: { "p_again"?: Json,"p_id": string }; Returns: undefined
                           },
"finish_retention_run":
{ Args: { "p_day": string,"p_result": Json }; Returns: undefined
                           },
"finish_staging":
{ Args: { "p_import_id": string,"p_originator": string,"p_total_rows": number }; Returns: Json
                           },
"forget_erasure_objects":
{ Args: { "p_company_id": string,"p_keeper": string,"p_paths": (string)[] }; Returns: undefined
                           },
"gate_codes":
{ Args: { "p_location_ids": (string)[] }; Returns: {
              "gate_code": string,"location_id": string
            }[]
                           },
"grant_support":
{ Args: { "p_hours": number }; Returns: string
                           },
"hit_rate_limit":
{ Args: { "p_bucket": string,"p_key": string,"p_limit": number,"p_window_seconds": number }; Returns: number
                           },
"import_progress":
{ Args: { "p_import_id": string }; Returns: Json
                           },
"import_successors":
{ Args: { "p_import_id": string }; Returns: Json
                           },
"invite_member":
{ Args: { "p_email": string,"p_full_name": string,"p_role": string }; Returns: string
                           },
"invite_portal_person":
{ Args: { "p_customer_id": string,"p_email": string,"p_full_name": string }; Returns: string
                           },
"invoice_document":
{ Args: { "p_company_id": string,"p_id": string }; Returns: Json
                           },
"invoice_page":
{ Args: { "p_id": string }; Returns: Json
                           },
"judge_district":
{ Args: { "p_holds": boolean,"p_id": string }; Returns: undefined
                           },
"lift_hold":
{ Args: { "p_company_id": string }; Returns: undefined
                           },
"linked_invoice_paper":
{ Args: { "p_token": string }; Returns: Json
                           },
"linked_quote_paper":
{ Args: { "p_token": string }; Returns: Json
                           },
"list_contact_messages":
{ Args: Record<PropertyKey, never>; Returns: {
              "company": string,"created_at": string,"email": string,"id": string,"message": string,"name": string,"settled_at": string,"state": string
            }[]
                           },
"list_desk_log":
{ Args: Record<PropertyKey, never>; Returns: {
              "event": string,"facts": Json,"happened_at": string,"id": number,"who": string
            }[]
                           },
"list_holds":
{ Args: Record<PropertyKey, never>; Returns: {
              "company_id": string,"name": string,"reason": string,"since": string
            }[]
                           },
"list_outbox":
{ Args: { "p_limit": number }; Returns: {
              "created_at": string,"data": Json,"id": string,"kind": string,"recipient": string,"sent_at": string
            }[]
                           },
"list_parked":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,"id": string,"received_at": string,"stripe_customer_id": string,"type": string
            }[]
                           },
"list_rows":
{ Args: { "p_after"?: Json,"p_descending"?: boolean,"p_filters"?: Json,"p_limit"?: number,"p_offset"?: number,"p_page"?: string,"p_search"?: string,"p_sort"?: string,"p_view": string }; Returns: Json
                           },
"list_support":
{ Args: Record<PropertyKey, never>; Returns: {
              "company_id": string,"ends_at": string,"grant_id": string,"is_open": boolean,"name": string
            }[]
                           },
"location_page":
{ Args: { "p_id": string }; Returns: Json
                           },
"log_export":
{ Args: { "p_company_id": string,"p_export_id": string,"p_facts"?: Json,"p_outcome": string,"p_profile_id": string }; Returns: undefined
                           },
"log_security_event":
{ Args: { "p_event": string,"p_facts": Json,"p_key": string,"p_user_id": string }; Returns: undefined
                           },
"map_frame":
{ Args: { "p_filters"?: Json }; Returns: Json
                           },
"map_import":
{ Args: { "p_import_id": string,"p_mapping": Json }; Returns: undefined
                           },
"map_sites":
{ Args: { "p_filters"?: Json,"p_search"?: string }; Returns: Json
                           },
"mark_refunded":
{ Args: { "p_id": string }; Returns: undefined
                           },
"mark_sent":
{ Args: { "p_id": string,"p_provider_id": string,"p_wipe": boolean }; Returns: undefined
                           },
"mark_visit":
{ Args: { "p_id": string,"p_reason"?: string,"p_version": number,"p_what": string }; Returns: number
                           },
"money_numbers":
{ Args: { "p_from": string,"p_through": string }; Returns: Json
                           },
"move_pin":
{ Args: { "p_latitude"?: number,"p_location_id": string,"p_longitude"?: number }; Returns: undefined
                           },
"move_visit":
{ Args: { "p_id": string,"p_minutes"?: number,"p_profile_id"?: string,"p_reason"?: string,"p_starts_at": string,"p_version": number }; Returns: number
                           },
"move_visits":
{ Args: { "p_moves": Json }; Returns: Json
                           },
"my_archive_obstacles":
{ Args: Record<PropertyKey, never>; Returns: (string)[]
                           },
"my_billing":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_calendar_feed":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"my_context":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_day":
{ Args: { "p_day": string }; Returns: Json
                           },
"my_due_inputs":
{ Args: { "p_client_id"?: string,"p_device_id": string }; Returns: Json
                           },
"my_payment_account":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"open_import":
{ Args: { "p_import_id": string,"p_originator": string }; Returns: Json
                           },
"open_invoice":
{ Args: { "p_token": string }; Returns: Json
                           },
"open_quote":
{ Args: { "p_token": string }; Returns: Json
                           },
"open_sealed_file":
{ Args: { "p_file_id": string,"p_reason": string }; Returns: undefined
                           },
"open_support":
{ Args: { "p_company_id": string,"p_grant_id": string }; Returns: undefined
                           },
"pass_rate_numbers":
{ Args: { "p_district"?: string,"p_from": string,"p_through": string }; Returns: Json
                           },
"peek_invitation":
{ Args: { "p_token": string }; Returns: Json
                           },
"peek_portal_invitation":
{ Args: { "p_token": string }; Returns: Json
                           },
"place_member":
{ Args: { "p_branch_id"?: string,"p_profile_id": string }; Returns: undefined
                           },
"plan_page":
{ Args: { "p_plan_id": string }; Returns: Json
                           },
"plan_portal_request":
{ Args: { "p_id": string }; Returns: string
                           },
"plan_repair":
{ Args: { "p_id": string }; Returns: string
                           },
"plan_visits":
{ Args: { "p_device_ids": (string)[],"p_plan_id": string }; Returns: Json
                           },
"portal_answer_quote":
{ Args: { "p_approve": boolean,"p_id": string,"p_name": string }; Returns: string
                           },
"portal_ask_correction":
{ Args: { "p": Json,"p_customer_id": string,"p_id": string }; Returns: string
                           },
"portal_ask_visit":
{ Args: { "p_days": (string)[],"p_id": string,"p_location_id": string,"p_note"?: string }; Returns: string
                           },
"portal_certificates":
{ Args: { "p_location_id"?: string }; Returns: Json
                           },
"portal_confirm_visit":
{ Args: { "p_id": string,"p_version": number }; Returns: number
                           },
"portal_device":
{ Args: { "p_id": string }; Returns: Json
                           },
"portal_devices":
{ Args: { "p_location_id"?: string,"p_page"?: number,"p_q"?: string,"p_state"?: string }; Returns: Json
                           },
"portal_file":
{ Args: { "p_id": string,"p_kind": string }; Returns: Json
                           },
"portal_invoice":
{ Args: { "p_id": string }; Returns: Json
                           },
"portal_invoices":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"portal_knows":
{ Args: { "p_email": string }; Returns: boolean
                           },
"portal_me":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"portal_overview":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"portal_pay_invoice":
{ Args: { "p_id": string }; Returns: Json
                           },
"portal_quote":
{ Args: { "p_id": string }; Returns: Json
                           },
"portal_quotes":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"portal_requests_open":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"portal_sites":
{ Args: { "p_page"?: number,"p_q"?: string }; Returns: Json
                           },
"portal_visits":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"price_book_page":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"privacy_facts":
{ Args: { "p_request_id"?: string }; Returns: Json
                           },
"purge_contact_messages":
{ Args: { "p_days": number }; Returns: number
                           },
"purge_restricted":
{ Args: { "p_day": string,"p_limit": number }; Returns: number
                           },
"queue_all_positions":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"queue_policy_notices":
{ Args: { "p_on": string,"p_policy": string,"p_version": number }; Returns: number
                           },
"queue_stripe_reread":
{ Args: { "p_day": string }; Returns: undefined
                           },
"quote_document":
{ Args: { "p_company_id": string,"p_id": string }; Returns: Json
                           },
"rate_limit_left":
{ Args: { "p_bucket": string,"p_key": string,"p_limit": number,"p_window_seconds": number }; Returns: number
                           },
"record_payment":
{ Args: { "p": Json }; Returns: string
                           },
"record_privacy_request":
{ Args: { "p": Json }; Returns: string
                           },
"record_test":
{ Args: { "p": Json }; Returns: Json
                           },
"refuse_archive":
{ Args: { "p_reason": string,"p_run_id": string }; Returns: undefined
                           },
"refuse_import":
{ Args: { "p_import_id": string,"p_refusal": Json,"p_state": string }; Returns: undefined
                           },
"remind_invoice":
{ Args: { "p_email": string,"p_id": string }; Returns: undefined
                           },
"remove_member":
{ Args: { "p_profile_id": string }; Returns: undefined
                           },
"renew_calendar_feed":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"reopen_account":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"replace_device":
{ Args: { "p_device_id": string,"p_new": Json }; Returns: string
                           },
"report_data":
{ Args: { "p_company_id": string,"p_test_record_id": string }; Returns: Json
                           },
"restage_import":
{ Args: { "p_import_id": string }; Returns: undefined
                           },
"retry_parked":
{ Args: { "p_id": string }; Returns: undefined
                           },
"reverse_payment":
{ Args: { "p_id": string,"p_reason": string }; Returns: undefined
                           },
"revise_district":
{ Args: { "p_changes": Json,"p_id": string }; Returns: undefined
                           },
"revoke_invitation":
{ Args: { "p_id": string }; Returns: undefined
                           },
"revoke_support":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"save_invoice":
{ Args: { "p": Json }; Returns: string
                           },
"save_positions":
{ Args: { "p_company_id": string,"p_rows": Json }; Returns: undefined
                           },
"save_quote":
{ Args: { "p": Json }; Returns: string
                           },
"schedule_board":
{ Args: { "p_days": number,"p_from": string }; Returns: Json
                           },
"schedule_visit":
{ Args: { "p": Json }; Returns: Json
                           },
"send_contact_message":
{ Args: { "p_company": string,"p_email": string,"p_message": string,"p_name": string }; Returns: string
                           },
"send_invoice":
{ Args: { "p_email"?: string,"p_id": string }; Returns: number
                           },
"send_quote":
{ Args: { "p_email": string,"p_id": string }; Returns: undefined
                           },
"set_due_dates":
{ Args: { "p_company_id": string,"p_rows": Json }; Returns: (string)[]
                           },
"set_hold":
{ Args: { "p_company": string,"p_reason": string }; Returns: undefined
                           },
"set_import_header":
{ Args: { "p_header": Json,"p_import_id": string,"p_mapping"?: Json,"p_originator": string,"p_sheet_kind"?: string }; Returns: Json
                           },
"settle_contact_message":
{ Args: { "p_id": string,"p_state": string }; Returns: undefined
                           },
"site_ahead":
{ Args: { "p_device_id"?: string,"p_location_id"?: string }; Returns: Json
                           },
"stage_archive":
{ Args: { "p_rows": string,"p_run_id": string,"p_slice_no": number,"p_table": string }; Returns: undefined
                           },
"stage_import_rows":
{ Args: { "p_import_id": string,"p_job_id": string,"p_originator": string,"p_read_rows": number,"p_rows": Json,"p_total_rows": number }; Returns: boolean
                           },
"stop_calendar_feed":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"stripe_customer_of":
{ Args: { "p_company_id": string }; Returns: string
                           },
"stripe_to_reread":
{ Args: { "p_after": string,"p_limit": number }; Returns: {
              "company_id": string,"customer": string,"known": Json
            }[]
                           },
"sweep_company":
{ Args: { "p_company_id": string,"p_now": string }; Returns: Json
                           },
"take_erasure_objects":
{ Args: { "p_company_id": string,"p_limit": number }; Returns: {
              "keeper": string,"path": string
            }[]
                           },
"take_off_visit":
{ Args: { "p_id": string,"p_reason"?: string,"p_version": number }; Returns: undefined
                           },
"take_outbox":
{ Args: { "p_id": string }; Returns: {
              "data": Json,"kind": string,"recipient": string,"sent_at": string
            }[]
                           },
"technician_numbers":
{ Args: { "p_from": string,"p_profile"?: string,"p_through": string }; Returns: Json
                           },
"test_form":
{ Args: { "p_device_id": string,"p_test_record_id"?: string }; Returns: Json
                           },
"test_record":
{ Args: { "p_test_record_id": string }; Returns: Json
                           },
"today_summary":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"types_of_serials":
{ Args: { "p_import_id": string,"p_serials": (string)[] }; Returns: Json
                           },
"unbilled_work":
{ Args: { "p_from": string,"p_through": string }; Returns: Json
                           },
"undo_import":
{ Args: { "p_import_id": string }; Returns: Json
                           },
"unmatched_payments":
{ Args: { "p_invoice_id"?: string }; Returns: Json
                           },
"unplan_visits":
{ Args: { "p_plan_id": string }; Returns: number
                           },
"update_import_rows":
{ Args: { "p_import_id": string,"p_resolve"?: boolean,"p_rows": Json }; Returns: Json
                           },
"verify_report":
{ Args: { "p_code": string }; Returns: Json
                           },
"void_invoice":
{ Args: { "p_id": string,"p_reason": string }; Returns: undefined
                           },
"work_order_page":
{ Args: { "p_id": string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
