said=$(charters diff "origin/$BASE" --format markdown) && status=0 || status=$?
printf '%s\n' "$said" >> "$GITHUB_STEP_SUMMARY"
end="end-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
printf 'said<<%s\n%s\n%s\n' "$end" "$said" "$end" >> "$GITHUB_OUTPUT"
exit "$status"
