# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# edits in this file are lost.
{ config, pkgs, ... }:

{
  services.postgresql = {
    enable = true;
    # Pinned: the data of one major version cannot be read by the next.
    package = pkgs.postgresql_17;
    # Listens on every address; the packet filter and pg_hba.conf decide who may connect.
    enableTCPIP = true;
    settings.port = 5432;
    settings.password_encryption = "scram-sha-256";
    authentication = builtins.readFile ./pg_hba.conf;
  };

  systemd.services.postgresql-databases = {
    description = "Roles, databases and passwords of PostgreSQL";
    # After the service alone, the server may still be in recovery and accept no changes.
    after = [ "postgresql.target" ];
    requires = [ "postgresql.target" ];
    wantedBy = [ "multi-user.target" ];
    environment.PGPORT = "5432";
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
      User = "postgres";
      # Root owns these files, which are put on the machine by hand; systemd gives this unit copies that the user above can read.
      LoadCredential = [
        "kafka:/etc/secrets/postgresql/kafka"
      ];
      ExecStart = "${config.services.postgresql.package}/bin/psql --no-psqlrc --dbname=postgres --file=${./init.sql}";
    };
  };
}
