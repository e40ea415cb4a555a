# A small stand-in for NixOS' module system: it calls each module with stubs, follows imports of files, and merges what they
# set. Of modules that nixpkgs brings only the path is kept. Something that is set twice is an error.
{ flake, packages }:
let
  arguments = {
    modulesPath = "nixpkgs";
    pkgs = builtins.listToAttrs (map (name: { inherit name; value = "nixpkgs#${name}"; }) packages);
  };
  merge = left: right:
    left // builtins.mapAttrs (name: value:
      if !(left ? ${name}) then value
      else if builtins.isAttrs value && builtins.isAttrs left.${name} then merge left.${name} value
      else if name == "fromNixpkgs" then left.${name} ++ value
      else throw "${name} is set twice") right;
  load = config: file:
    let
      known = arguments // { inherit config; };
      module = import file;
      content = module (builtins.intersectAttrs (builtins.functionArgs module) known);
      wanted = content.imports or [ ];
      files = builtins.filter builtins.isPath wanted;
      fromNixpkgs = builtins.filter builtins.isString wanted;
    in
    builtins.foldl' merge ((removeAttrs content [ "imports" ]) // { inherit fromNixpkgs; }) (map (load config) files);
  nixosSystem = { modules }:
    let config = builtins.foldl' merge { } (map (load config) modules); in config;
  machines = ((import flake).outputs { nixpkgs.lib.nixosSystem = nixosSystem; }).nixosConfigurations;
  textOf = file: if file == null then null else builtins.readFile file;
in
{
  inherit machines;
  nixpkgs = (import flake).inputs.nixpkgs.url;
  filters = builtins.mapAttrs (name: machine: textOf (machine.networking.nftables.rulesetFile or null)) machines;
}
