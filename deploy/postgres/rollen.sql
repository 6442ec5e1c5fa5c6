-- Two roles: the owner changes the tables, the portal only the rows. A portal that is broken into can therefore not
-- switch off the triggers that guard versions, history and simultaneous edits.
-- Run as superuser in the portal's database, before the first migration:
--   psql -v ON_ERROR_STOP=1 -v eigenaar_wachtwoord=… -v app_wachtwoord=… -d npvr -f rollen.sql

CREATE ROLE npvr_eigenaar LOGIN PASSWORD :'eigenaar_wachtwoord';
CREATE ROLE npvr_app LOGIN PASSWORD :'app_wachtwoord' CONNECTION LIMIT 90;

SELECT format('ALTER DATABASE %I OWNER TO npvr_eigenaar', current_database()) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO npvr_app', current_database()) \gexec

ALTER SCHEMA public OWNER TO npvr_eigenaar;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO npvr_app;

-- Holds for every table that a later migration makes.
ALTER DEFAULT PRIVILEGES FOR ROLE npvr_eigenaar IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO npvr_app;
ALTER DEFAULT PRIVILEGES FOR ROLE npvr_eigenaar IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO npvr_app;
