for folder in data/standards/*/; do
  agency=$(basename "$folder")
  charters due --agency "$agency" --format markdown > due.md || continue
  mine=".[] | select(.user.type == \"Bot\") | select(.body // \"\" | startswith(\"<!-- charters:due:$agency -->\")) | .number"
  found=$(gh api "repos/$REPOSITORY/issues?state=open&per_page=100" --paginate --jq "$mine" | head -n 1) || true
  if [ -n "$found" ]; then
    gh api --silent --method PATCH "repos/$REPOSITORY/issues/$found" --field body=@due.md
  else
    gh api --silent --method POST "repos/$REPOSITORY/issues" --field title="$TITLE $agency" --field body=@due.md
  fi
done
